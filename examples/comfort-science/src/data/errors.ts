/** The base of errors about the user's input; the message is one line that says what to do next. */
export class InputError extends Error {
  override name = "InputError";
}

/** Why a file could not be read as a table. */
export type TableReadFailure =
  | "missing"
  | "directory"
  | "unreadable"
  | "empty"
  | "not-csv"
  | "no-rows"
  | "duplicated-header";

/** Thrown when a file cannot be read as a table; the message is one line that says what to do next. */
export class TableReadError extends InputError {
  override name = "TableReadError";

  constructor(
    readonly path: string,
    readonly reason: TableReadFailure,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Why a column cannot be learned. */
export type TargetFailure = "absent" | "single-value" | "not-numeric";

/** Thrown when the column to predict is absent, constant, or not a number where one is needed. */
export class TargetError extends InputError {
  override name = "TargetError";

  constructor(
    readonly column: string,
    readonly reason: TargetFailure,
    message: string,
  ) {
    super(message);
  }
}

/** Thrown when cleaning leaves no row to work with. */
export class NoRowsLeftError extends InputError {
  override name = "NoRowsLeftError";

  constructor(
    readonly rowsIn: number,
    message: string,
  ) {
    super(message);
  }
}

/** Thrown when no column is left that a model may learn from. */
export class NoFeaturesError extends InputError {
  override name = "NoFeaturesError";
}
