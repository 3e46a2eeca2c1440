/** The layouts that are understood without options, and every other table. */
export type World = "ashrae" | "santa-maria" | "generic";

/** The purpose of a column. `excluded` columns stay in the processed data and never become features. */
export type Role = "feature" | "target" | "group" | "date" | "hour" | "excluded";

/** The kind of values in a column; `auto` is decided by the values. */
export type Kind = "number" | "category" | "auto";

/** How holes in a column are filled from the rows of the same group. */
export type Imputation =
  | { readonly method: "none" | "median" | "mode" | "forward" | "backward" }
  | { readonly method: "constant"; readonly value: number | string }
  | {
      readonly method: "rolling-mean";
      /** How many measured rows, nearest in time, are averaged. */
      readonly window: number;
    };

/** One column: where it comes from, what it is called from here on, and what may be in it. */
export interface SurveyColumn {
  /** Its name in the file. */
  readonly source: string;
  /** Its name in the processed data. */
  readonly name: string;
  readonly role: Role;
  readonly kind: Kind;
  /** Values outside of it are not measurements. */
  readonly range?: readonly [low: number, high: number];
  /** Whether 99 means "no answer" here even where the range would allow it. */
  readonly coded?: boolean;
  /** Lengths above 3 are centimetres and become metres. */
  readonly unit?: "length";
  readonly imputation?: Imputation;
  /** Why the column is excluded. */
  readonly reason?: string;
}

/** How a survey's columns are understood; plain JSON, so that it can be stored beside the data. */
export interface SurveySchema {
  readonly world: World;
  /** The name of the target in the processed data. */
  readonly target: string;
  /** The column whose rows belong together; none means that every row stands alone. */
  readonly group?: string;
  readonly columns: readonly SurveyColumn[];
  /** Messages for the reader of the run's log. */
  readonly messages: readonly string[];
}

/** The columns of a processed table that are text whatever they look like, for `readTable`. */
export function textColumns(schema: SurveySchema): string[] {
  return schema.columns.filter(({ kind }) => kind === "category").map(({ name }) => name);
}

/** The column that `processSurvey` makes of a date: year and month as `2016-07`. */
export const MONTH_YEAR = "month_year";
