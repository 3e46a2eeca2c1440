import { ClearMLError, type Result } from "@clearml-ts/protocol";

/** Further facts that an answer gives about a refused call. */
export interface ApiFailureDetails extends ErrorOptions {
  /** A sentence in brackets behind the text of the code. */
  readonly detail?: string;
  /** Names and values listed at the end of the message, such as the id that was not found. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** Thrown by a handler to refuse a call: becomes the envelope with this code, and the HTTP status of the same number. */
export class ApiFailure extends ClearMLError {
  override name = "ApiFailure";

  constructor(
    readonly result: Result,
    details: ApiFailureDetails = {},
  ) {
    super(describe(result, details), details);
  }
}

/** Writes a refusal as the official server does: `Invalid task id (detail): id=1, project=2`. */
function describe(result: Result, { detail, fields = {} }: ApiFailureDetails): string {
  const listed = Object.entries(fields).map(
    ([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
  return `${result.text}${detail ? ` (${detail})` : ""}${listed.length > 0 ? `: ${listed.join(", ")}` : ""}`;
}

/** Thrown when the server cannot listen on one of its ports. */
export class ListenError extends ClearMLError {
  override name = "ListenError";

  constructor(
    readonly host: string,
    readonly port: number,
    /** The part that was to be served there. */
    readonly part: "api" | "web" | "files",
    options?: ErrorOptions,
  ) {
    super(`Cannot serve the ${partNames[part]} on ${host}:${port}: ${listenAdvice(options?.cause)}`, options);
  }
}

/** Thrown when something else listens on one of the server's ports. */
export class PortInUseError extends ListenError {
  override name = "PortInUseError";
}

const partNames = { api: "API", web: "page", files: "file store" };

function listenAdvice(cause: unknown): string {
  switch (cause instanceof Error && "code" in cause && cause.code) {
    case "EADDRINUSE":
      return "the port is in use. Stop what listens there, or choose another port (0 takes any free one).";
    case "EACCES":
      return "the port is reserved for the system. Choose one above 1023.";
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return "this machine has no such address. Use 127.0.0.1, or 0.0.0.0 for every network.";
    default:
      return `${cause instanceof Error ? cause.message : cause}. Choose another host or port.`;
  }
}

/** Thrown when another live server already works on the data folder. */
export class DataDirInUseError extends ClearMLError {
  override name = "DataDirInUseError";

  constructor(
    readonly dataDir: string,
    /** The process that holds the folder. */
    readonly pid: number,
  ) {
    super(`The data folder ${dataDir} is in use by process ${pid}. Stop that server, or choose another folder.`);
  }
}

/** Thrown when the data folder cannot be created, read or written. */
export class DataDirError extends ClearMLError {
  override name = "DataDirError";

  constructor(
    readonly dataDir: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`Cannot use the data folder ${dataDir}: ${reason}. Repair it, or choose another folder.`, options);
  }
}

/** Thrown when a data folder was written by a newer version of this package. */
export class NewerDatabaseError extends ClearMLError {
  override name = "NewerDatabaseError";

  constructor(
    readonly found: number,
    readonly supported: number,
  ) {
    super(
      `The database has schema ${found}, this version of @clearml-ts/server knows up to ${supported}. ` +
        `Update the package, or choose another data folder.`,
    );
  }
}

/** The change to an account that was asked for. */
export type AccountChange = "add" | "change" | "remove";

/** Thrown when the account of somebody who signs in with a password cannot be changed. */
export class UserAccountError extends ClearMLError {
  override name = "UserAccountError";

  constructor(
    readonly attempt: AccountChange,
    /** The name of the account. */
    readonly account: string,
    reason: string,
  ) {
    super(`Cannot ${attempt} the account "${account}": ${reason}.`);
  }
}

/** Thrown when a folder cannot be served as the web UI. */
export class WebappError extends ClearMLError {
  override name = "WebappError";

  constructor(
    /** The folder as it was given. */
    readonly dir: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(
      `Cannot serve ${dir} as the web UI: ${reason}. Name the folder of a build, the one with its index.html.`,
      options,
    );
  }
}

/** Thrown when a data folder cannot be copied into a file. */
export class BackupError extends ClearMLError {
  override name = "BackupError";

  constructor(
    readonly dataDir: string,
    /** Where the copy was to be. */
    readonly file: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`Cannot back up ${dataDir} to ${file}: ${reason}`, options);
  }
}

/** Thrown when a backup cannot be put into a data folder. */
export class RestoreError extends ClearMLError {
  override name = "RestoreError";

  constructor(
    /** The backup. */
    readonly file: string,
    readonly dataDir: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`Cannot restore ${file} into ${dataDir}: ${reason}`, options);
  }
}

/** Thrown when the database of a data folder cannot be made smaller. */
export class VacuumError extends ClearMLError {
  override name = "VacuumError";

  constructor(
    readonly dataDir: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`Cannot vacuum the database of ${dataDir}: ${reason}`, options);
  }
}
