import { ClearMLError } from "@clearml-ts/protocol";

/** Thrown when a program cannot become the code of a task. */
export class ProgramError extends ClearMLError {
  override name = "ProgramError";

  constructor(
    /** The file that the program begins with, or its name where it has no file. */
    readonly program: string,
    problem: string,
    options?: ErrorOptions,
  ) {
    super(`The program ${program} ${problem}`, options);
  }
}

/** Thrown when a program that is to be sent away holds a file that looks as if it kept secrets. */
export class SecretFileError extends ProgramError {
  override name = "SecretFileError";

  constructor(
    program: string,
    /** The file in question. */
    readonly file: string,
  ) {
    super(
      program,
      `would carry ${file} to the server, which looks as if it kept secrets. Leave it out, and give its values to the agent's environment.`,
    );
  }
}

/** Thrown when a task is to run a commit that the remote repository does not have. */
export class UnpushedCommitError extends ProgramError {
  override name = "UnpushedCommitError";

  constructor(
    program: string,
    /** Address of the remote repository. */
    readonly repository: string,
    /** The commit that is only here. */
    readonly commit: string,
  ) {
    super(
      program,
      `is at commit ${commit}, which ${repository} does not have, so no agent could fetch it. Push it first, or bundle the program.`,
    );
  }
}

/** Thrown when a running task cannot go on elsewhere in the way that was asked for. */
export class RemoteExecutionError extends ClearMLError {
  override name = "RemoteExecutionError";

  constructor(
    readonly taskId: string,
    problem: string,
  ) {
    super(`Task ${taskId} cannot be executed remotely: ${problem}`);
  }
}

/** Thrown when a program must be bundled and esbuild is not installed. */
export class BundlerNotFoundError extends ClearMLError {
  override name = "BundlerNotFoundError";

  constructor(options?: ErrorOptions) {
    super("A program is bundled by esbuild, which is not installed here. Install it: npm install esbuild", options);
  }
}
