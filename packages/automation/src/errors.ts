import { ClearMLError } from "@clearml-ts/protocol";

/** Thrown when a range of values cannot be searched. */
export class SearchSpaceError extends ClearMLError {
  override name = "SearchSpaceError";

  constructor(
    /** Name of the parameter, or of its kind where it has none. */
    readonly parameter: string,
    problem: string,
  ) {
    super(`The parameter "${parameter}" of the search ${problem}`);
  }
}

/** Facts about a search that cannot begin, besides the message. */
export interface SearchDefinitionErrorOptions extends ErrorOptions {
  /** The option that makes no sense, such as `totalMaxJobs`. */
  option?: string;
}

/** Thrown when a search cannot begin as it is set up. */
export class SearchDefinitionError extends ClearMLError {
  override name = "SearchDefinitionError";
  /** The option that makes no sense, such as `totalMaxJobs`; undefined where something else is wrong. */
  readonly option: string | undefined;

  constructor(message: string, { option, ...options }: SearchDefinitionErrorOptions = {}) {
    super(message, options);
    this.option = option;
  }
}

/** Thrown when an entry of a scheduler cannot be due, or has nothing to start. */
export class ScheduleError extends ClearMLError {
  override name = "ScheduleError";

  constructor(
    /** Name of the entry; empty where it has none. */
    readonly entry: string,
    problem: string,
  ) {
    super(`The entry "${entry}" of the scheduler ${problem}`);
  }
}
