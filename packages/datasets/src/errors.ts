import { ClearMLError, type TaskStatus } from "@clearml-ts/protocol";

/** Thrown when no dataset has the id, or the project, name and version, that was asked for. */
export class DatasetNotFoundError extends ClearMLError {
  override name = "DatasetNotFoundError";

  constructor(
    /** How the dataset was looked for, as in `id "…"` or `name "…" in project "…"`. */
    readonly lookup: string,
    options?: ErrorOptions,
  ) {
    super(
      `No dataset with ${lookup}. Check the spelling, and that this version was finalized on this server.`,
      options,
    );
  }
}

/** The action that was refused, and the reason. */
export interface RefusedAction extends ErrorOptions {
  /** Action that was asked for, such as `finalize`. */
  action: string;
  /** Status of the dataset's task. */
  status: TaskStatus;
  /** Reason and remedy, as a sentence. */
  problem: string;
}

/** Thrown when a dataset cannot be changed, finalized or downloaded as it stands. */
export class DatasetStateError extends ClearMLError {
  override name = "DatasetStateError";
  /** Action that was asked for, such as `finalize`. */
  readonly action: string;
  /** Status of the dataset's task. */
  readonly status: TaskStatus;

  constructor(
    readonly datasetId: string,
    { action, status, problem, ...options }: RefusedAction,
  ) {
    super(`Cannot ${action} dataset ${datasetId} (${status}): ${problem}`, options);
    this.action = action;
    this.status = status;
  }
}

/** A file of a dataset that is stored elsewhere. */
export interface DatasetLink {
  /** Where it is in the dataset. */
  path: string;
  /** Address of the content. */
  link: string;
}

/** Links that a message names; the others are in the error's field. */
const SHOWN_LINKS = 5;

/** Thrown when files of a dataset are links to other stores, and their content could not be fetched from there. */
export class DatasetLinksError extends ClearMLError {
  override name = "DatasetLinksError";

  constructor(
    readonly datasetId: string,
    /** The links that could not be fetched. */
    readonly links: readonly DatasetLink[],
    options?: ErrorOptions,
  ) {
    const shown = links.slice(0, SHOWN_LINKS).map(({ path, link }) => `${path} (${link})`);
    const more = links.length > SHOWN_LINKS ? ` and ${links.length - SHOWN_LINKS} more` : "";
    super(
      `Dataset ${datasetId}: ${links.length} files are links whose content could not be fetched: ${shown.join(", ")}${more}. ` +
        `Pass a driver for their store to connect(), or get the other files by { links: "skip" }.`,
      options,
    );
  }
}

/** Thrown when the stored parts of a dataset are not those of its manifest. */
export class DatasetCorruptError extends ClearMLError {
  override name = "DatasetCorruptError";

  constructor(
    readonly datasetId: string,
    problem: string,
    options?: ErrorOptions,
  ) {
    super(`Dataset ${datasetId} is damaged: ${problem}`, options);
  }
}

/** Thrown when a file cannot be added or uploaded: it is missing, unreadable, or changed meanwhile. */
export class DatasetFileError extends ClearMLError {
  override name = "DatasetFileError";

  constructor(
    /** Path of the file on this machine. */
    readonly path: string,
    problem: string,
    options?: ErrorOptions,
  ) {
    super(`${path} ${problem}`, options);
  }
}

/** Thrown when a finalized version of the dataset has the number that was chosen for another one. */
export class VersionTakenError extends ClearMLError {
  override name = "VersionTakenError";
  readonly project: string;
  readonly dataset: string;
  readonly version: string;

  constructor(
    { project, name, version }: { project: string; name: string; version: string },
    /** Id of the version that has the number. */
    readonly ownerId: string,
    options?: ErrorOptions,
  ) {
    super(
      `Version "${version}" of dataset "${name}" in project "${project}" is finalized already: it is ${ownerId}. ` +
        `Choose another number, or leave it out to have the highest one counted up.`,
      options,
    );
    this.project = project;
    this.dataset = name;
    this.version = version;
  }
}

/** Thrown when a name, path or option cannot be used for a dataset. */
export class InvalidDatasetError extends ClearMLError {
  override name = "InvalidDatasetError";
}

/** Thrown when a file should become a table, and arquero, which makes tables, is not installed. */
export class ArqueroNotFoundError extends ClearMLError {
  override name = "ArqueroNotFoundError";

  constructor(options?: ErrorOptions) {
    super("Tables are made by arquero, which is not installed. Run: npm install arquero", options);
  }
}
