import { ClearMLError } from "@clearml-ts/protocol";

/** Thrown when the folder of an agent cannot be used. */
export class AgentFolderError extends ClearMLError {
  override name = "AgentFolderError";

  constructor(
    readonly folder: string,
    options?: ErrorOptions,
  ) {
    super(`The agent cannot keep its workspaces in ${folder}. Give it a folder that you can write to.`, options);
  }
}

/** Thrown when a task cannot be run on this machine; the task fails with the reason. */
export class UnrunnableTaskError extends ClearMLError {
  override name = "UnrunnableTaskError";

  constructor(
    /** In a few words, as the status of the task shows it. */
    readonly reason: string,
    detail: string,
    options?: ErrorOptions,
  ) {
    super(detail, options);
  }
}
