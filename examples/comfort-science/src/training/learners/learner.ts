import type { Random } from "../../data/simulation/random.ts";
import type { Column } from "../../data/table/table.ts";
import type { Rows } from "../rows/rows.ts";

/** The parameters of a learner; each learner names its own. */
export type Params = Readonly<Record<string, number>>;

/** A model as the one file by which it is kept. */
export interface ModelFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A model that predicts: just fitted, or read back from its file. Disposing of it gives its memory back. */
export interface Predictor extends Disposable {
  /** Predicts numbers, or names of classes, in the order of the rows. */
  predict(rows: Rows): Column;
}

/** A model that can be kept. */
export interface FittedModel extends Predictor {
  save(): ModelFile;
}

/** One way to learn. The same rows and parameters always give the same model. */
export interface Learner {
  readonly name: string;
  /** The library behind it, as a registry of models shows it. */
  readonly framework: string;
  /** The default parameters, used where tuning found nothing better. */
  readonly defaults: Params;
  /** The most rows that the final model is fitted on, where more cost memory and bring nothing. @default all */
  readonly rowLimit?: number;
  /** Draws parameters to try; absent where there is nothing to tune. */
  draw?(random: Random): Params;
  /** Says why it cannot learn from these rows, or nothing where it can. */
  unsuitable?(rows: Rows): string | undefined;
  /** Says what a reader of its scores has to know. */
  note?(rows: Rows): string;
  fit(rows: Rows, params: Params): Promise<FittedModel>;
}
