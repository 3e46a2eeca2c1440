import { type DecimalEvidence, decideNumberFormat, decimalEvidence } from "./decide-number-format.ts";
import { type DecimalSign, type NumberFormat, parseNumber } from "./number-format.ts";
import type { Column } from "./table.ts";

/** A column with the format of its numbers; text has none. */
export interface BuiltColumn {
  readonly column: Column;
  readonly format?: NumberFormat;
}

/**
 * Gathers the cells of one column until all are there, for only together do they tell how its numbers are written.
 *
 * Each distinct text is kept once, so that a big file stays small in memory.
 */
export class ColumnBuilder {
  /** The place of each cell's text among the distinct ones. */
  #places = new Uint32Array(1024);
  #length = 0;
  readonly #texts: string[] = [];
  readonly #known = new Map<string, number>();
  readonly #isText: boolean;

  constructor(options: { text: boolean }) {
    this.#isText = options.text;
  }

  push(cell: string): void {
    const text = cell.trim();
    let place = this.#known.get(text);
    if (place === undefined) {
      place = this.#texts.length;
      this.#known.set(text, place);
      this.#texts.push(text);
    }
    if (this.#length === this.#places.length) {
      const places = new Uint32Array(this.#length * 2);
      places.set(this.#places);
      this.#places = places;
    }
    this.#places[this.#length++] = place;
  }

  /** The cells of the column that tell the file's decimal sign. */
  evidence(): DecimalEvidence {
    return this.#isText ? { points: 0, commas: 0 } : decimalEvidence(this.#texts);
  }

  /** Makes a column of numbers where every cell fits one format, or is empty, and one of text otherwise. */
  finish(decimal: DecimalSign): BuiltColumn {
    if (!this.#isText) {
      const format = decideNumberFormat(this.#texts, { decimal, units: "none" });
      const numbers = this.#texts.map((text) => (text === "" ? Number.NaN : parseNumber(text, format)));
      if (numbers.every((value, place) => !Number.isNaN(value) || this.#texts[place] === "")) {
        return { column: this.#fill(new Float64Array(this.#length), numbers), format };
      }
    }
    return { column: this.#fill(new Array<string>(this.#length), this.#texts) };
  }

  /** Puts the value of each cell's text into its place; a loop, because there are millions of cells. */
  #fill<Values extends { [row: number]: unknown }>(column: Values, values: readonly Values[number][]): Values {
    for (let row = 0; row < this.#length; row++) {
      column[row] = values[this.#places[row] ?? 0];
    }
    return column;
  }
}
