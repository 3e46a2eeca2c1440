/** A field of an error that a program can read. */
export interface ErrorField {
  name: string;
  type: string;
  /** Its documentation; empty when its name says it. */
  summary: string;
}

/** One class of errors of a package, as its source says it. */
export interface ErrorClass {
  name: string;
  base: string;
  /** When it is thrown. */
  summary: string;
  fields: ErrorField[];
  /** The wording, with `‹…›` for the values in it; missing when the class leaves it to those who throw it. */
  message: string | undefined;
}
