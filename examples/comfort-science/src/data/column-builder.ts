import { type DecimalSign, parseNumber } from "./parse-number.ts";
import type { Column } from "./table.ts";

/** Gathers the cells of one column, as numbers for as long as every cell is one, so that a big file stays small in memory. */
export class ColumnBuilder {
  #numbers: Float64Array | undefined = new Float64Array(1024);
  #text: string[] | undefined;
  #length = 0;
  readonly #decimal: DecimalSign;
  /** One copy of each distinct text: columns of text repeat themselves. */
  readonly #known = new Map<string, string>();

  constructor(options: { decimal: DecimalSign; text: boolean }) {
    this.#decimal = options.decimal;
    if (options.text) {
      this.#becomeText();
    }
  }

  push(cell: string): void {
    const value = cell.trim();
    if (this.#numbers !== undefined) {
      const number = value === "" ? Number.NaN : parseNumber(value, this.#decimal);
      if (value === "" || !Number.isNaN(number)) {
        this.#pushNumber(number);
        return;
      }
    }
    const text = this.#text ?? this.#becomeText();
    const known = this.#known.get(value);
    if (known === undefined) {
      this.#known.set(value, value);
    }
    text.push(known ?? value);
    this.#length++;
  }

  finish(): Column {
    // A copy of the right size: a view would keep the spare half alive, and travel with it to another thread.
    return this.#text ?? this.#numbers?.slice(0, this.#length) ?? [];
  }

  #pushNumber(value: number): void {
    let numbers = this.#numbers;
    if (numbers === undefined) {
      return;
    }
    if (this.#length === numbers.length) {
      numbers = new Float64Array(numbers.length * 2);
      numbers.set(this.#numbers ?? []);
      this.#numbers = numbers;
    }
    numbers[this.#length++] = value;
  }

  /** The first cell that is not a number makes the column text; the numbers before it are written out again. */
  #becomeText(): string[] {
    const text = Array.from(this.#numbers?.subarray(0, this.#length) ?? [], (value) =>
      Number.isNaN(value) ? "" : String(value),
    );
    this.#numbers = undefined;
    this.#text = text;
    return text;
  }
}
