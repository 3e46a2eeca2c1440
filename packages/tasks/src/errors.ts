import { ClearMLError, type TaskStatus } from "@clearml-ts/protocol";

/** The change of a task that was refused. */
export interface RefusedMove extends ErrorOptions {
  /** Where the task stands. */
  from: TaskStatus;
  /** The action that was asked for, such as `publish` or `edit hyperparams`. */
  action: string;
}

/** Thrown when a task's status does not allow the action. */
export class TaskStateError extends ClearMLError {
  override name = "TaskStateError";
  /** The status that stood in the way. */
  readonly from: TaskStatus;
  /** The action that was asked for. */
  readonly action: string;

  constructor(
    readonly taskId: string,
    { from, action, ...options }: RefusedMove,
  ) {
    super(`Cannot ${action} task ${taskId} while it is "${from}". Reset the task first, or make a new one.`, options);
    this.from = from;
    this.action = action;
  }
}

/** Thrown when a task that was waited for has a status that ends the wait. */
export class UnexpectedStatusError extends ClearMLError {
  override name = "UnexpectedStatusError";

  constructor(
    readonly taskId: string,
    readonly status: TaskStatus,
    /** Why it has this status, as its record says. */
    readonly reason: string | undefined,
  ) {
    const why = reason ? `: ${reason}` : "";
    super(`Task ${taskId} is "${status}"${why}. It is waited for no longer; see its console for more.`);
  }
}

/** Thrown when something is deleted, and files of it could not be removed. */
export class LeftoverFilesError extends ClearMLError {
  override name = "LeftoverFilesError";

  constructor(
    readonly taskId: string,
    /** The files that are still there, each with the error of its removal. */
    readonly files: readonly { url: string; cause: unknown }[],
  ) {
    const urls = files.slice(0, 10).map(({ url }) => url);
    const others = files.length > urls.length ? `, and ${files.length - urls.length} more` : "";
    super(
      `${files.length} files of task ${taskId} could not be removed; remove them in their store: ${urls.join(", ")}${others}.`,
      { cause: new AggregateError(files.map(({ cause }) => cause)) },
    );
  }
}

/** Thrown when no task has the id, or the project and name, that was asked for. */
export class TaskNotFoundError extends ClearMLError {
  override name = "TaskNotFoundError";

  constructor(
    /** How the task was looked for, as in `id "…"` or `name "…" in project "…"`. */
    readonly lookup: string,
    options?: ErrorOptions,
  ) {
    super(`No task with ${lookup}. Check the spelling, and that it is on this server.`, options);
  }
}

/** Thrown when ClearML takes no task or project of a name. */
export class InvalidNameError extends ClearMLError {
  override name = "InvalidNameError";

  constructor(
    readonly kind: "task" | "project",
    readonly given: string,
  ) {
    const counted = kind === "project" ? " behind its last slash" : "";
    super(`"${given}" is too short to name a ${kind}: ClearML wants at least three characters${counted}.`);
  }
}

/** Thrown when something needs the current task and there is none. */
export class NoCurrentTaskError extends ClearMLError {
  override name = "NoCurrentTaskError";

  constructor(readonly action: string) {
    super(`Cannot ${action}: there is no current task here. Call it inside withTask() or runInTask().`);
  }
}

/** Thrown when no queue has the name or id that was asked for. */
export class QueueNotFoundError extends ClearMLError {
  override name = "QueueNotFoundError";

  constructor(readonly queue: string) {
    super(`No queue has the name or id "${queue}". Create it in the web page or by \`queues.create\` first.`);
  }
}

/** The place inside a value of the part that cannot be stored. */
export interface ValueErrorOptions extends ErrorOptions {
  /** Such as `$.model.weights[3]`. */
  path?: string;
}

/** Thrown when a value cannot be stored as a parameter, table, configuration or report. */
export class InvalidValueError extends ClearMLError {
  override name = "InvalidValueError";
  /** The place inside the value, such as `$.model.weights[3]`. */
  readonly path: string | undefined;

  constructor(message: string, { path, ...options }: ValueErrorOptions = {}) {
    super(message, options);
    this.path = path;
  }
}

/** The place of a value that a task has on the server. */
export interface ServerValuePlace {
  kind: "parameter" | "configuration";
  /** Full name of the parameter, such as `General/rate`, or name of the configuration. */
  name: string;
  /** Where in it, such as `[2]` or `.model.rate`; empty for the whole. */
  path?: string;
}

/** A value as the server has it, and the kind of value that the program declares. */
export interface UnfitValue extends ErrorOptions {
  text: string;
  /** Such as `a number`. */
  expected: string;
}

/** Thrown when a value that a task has on the server does not fit what the program declares; the task fails with it. */
export class ServerValueError extends ClearMLError {
  override name = "ServerValueError";
  readonly kind: ServerValuePlace["kind"];
  /** Full name of the parameter, such as `General/rate`, or name of the configuration. */
  readonly valueName: string;
  /** The place inside the value, such as `[2]` or `.model.rate`; empty for the whole. */
  readonly path: string;
  /** The value as the server has it. */
  readonly text: string;
  /** The kind of value that the program declares, such as `a number`. */
  readonly expected: string;

  constructor({ kind, name, path = "" }: ServerValuePlace, { text, expected, ...options }: UnfitValue) {
    const where = path === "" ? "" : ` at $${path}`;
    const shown = text.length > 200 ? `${text.slice(0, 199)}…` : text;
    const advice = "Correct it on the task, or change what the program declares.";
    super(`The ${kind} "${name}" of the task is "${shown}"${where}; the program needs ${expected}. ${advice}`, options);
    this.kind = kind;
    this.valueName = name;
    this.path = path;
    this.text = text;
    this.expected = expected;
  }
}

/** A report that was refused, with the value or iteration as it was given. */
export interface RefusedReport {
  title: string;
  series: string;
  iteration: unknown;
  value?: unknown;
}

/** Thrown when a value or an iteration of a report is not a number, or when a figure has a part that cannot be written. */
export class InvalidReportError extends InvalidValueError {
  override name = "InvalidReportError";
  readonly title: string;
  readonly series: string;
  /** The iteration as it was given. */
  readonly iteration: unknown;
  /** The value that is not a number; undefined where the iteration or the figure is at fault. */
  readonly value: unknown;

  constructor({ title, series, iteration, value }: RefusedReport, problem: string, options?: ErrorOptions) {
    super(`Cannot report "${title}/${series}" at iteration ${String(iteration)}: ${problem}`, options);
    this.title = title;
    this.series = series;
    this.iteration = iteration;
    this.value = value;
  }
}

/** Thrown when an artifact cannot be made, stored or read back. */
export class ArtifactError extends ClearMLError {
  override name = "ArtifactError";
  /** The place inside the value, such as `$.model.weights[3]`; undefined where the whole artifact is meant. */
  readonly path: string | undefined;

  constructor(
    readonly artifact: string,
    problem: string,
    { path, ...options }: ValueErrorOptions = {},
  ) {
    super(`Artifact "${artifact}" ${problem}`, options);
    this.path = path;
  }
}

/** The reason why an artifact or a sample that could not be sent is not kept on the disk either. */
export class SpoolFullError extends ClearMLError {
  override name = "SpoolFullError";

  constructor(
    asked: string,
    /** Bytes that the process may keep. */
    readonly limit: number,
  ) {
    super(`It is ${asked}, and a process keeps ${limit} bytes at most until the server has taken some.`);
  }
}

/** The reports that are kept, and why they were not sent. */
export interface KeptReports extends ErrorOptions {
  /** Events that are on disk. @default 0 */
  stored?: number;
}

/** Thrown by a flush when the server could not be sent all reports. */
export class ReportError extends ClearMLError {
  override name = "ReportError";
  /** Events that are on disk: the next program that connects to the server delivers them, or `clearml-ts sync`. */
  readonly stored: number;

  constructor(
    readonly taskId: string,
    /** Events that are kept, and will be sent again. */
    readonly pending: number,
    { stored = 0, ...options }: KeptReports = {},
  ) {
    const where = stored > 0 ? "kept on disk" : "kept";
    const why = options.cause instanceof Error ? `: ${options.cause.message}` : ".";
    super(`${pending} events of task ${taskId} could not be sent and are ${where} for another try${why}`, options);
    this.stored = stored;
  }
}

/** The reason why reports are waited for no longer: the time of a flush or a close is over. */
export class ReportTimeoutError extends ClearMLError {
  override name = "ReportTimeoutError";

  constructor(
    readonly taskId: string,
    /** Milliseconds that the server was given. */
    readonly timeout: number,
  ) {
    super(
      `The server did not take the reports of task ${taskId} within ${timeout / 1000} s. Try again later, or pass a longer timeout.`,
    );
  }
}

/** The reason of `task.signal` when somebody stopped the task from outside. */
export class TaskStoppedError extends ClearMLError {
  override name = "TaskStoppedError";

  constructor(
    readonly taskId: string,
    readonly status: TaskStatus,
  ) {
    super(`Task ${taskId} was stopped from outside; its status is "${status}".`);
  }
}

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

/** What is wrong with a session besides what the message says. */
export interface OfflineSessionErrorOptions extends ErrorOptions {
  /** The file of the session that is missing although the task names it. */
  lostFile?: string;
}

/** Thrown when the session of a task that ran offline lacks a part, or has one that must not be followed. */
export class OfflineSessionError extends ClearMLError {
  override name = "OfflineSessionError";
  /** The file of the session that is missing although the task names it; undefined where something else is wrong. */
  readonly lostFile: string | undefined;

  constructor(
    /** The folder or archive as it was named. */
    readonly session: string,
    problem: string,
    { lostFile, ...options }: OfflineSessionErrorOptions = {},
  ) {
    super(`The offline session ${session} ${problem}`, options);
    this.lostFile = lostFile;
  }
}
