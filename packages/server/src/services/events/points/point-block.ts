/** A point as it came in, with the receipt of the request that brought it. */
export interface ReceivedPoint {
  readonly event: { readonly iter: number; readonly value: number; readonly timestamp: number };
  readonly receipt: number;
}

/** Points of a curve without where they came from. */
export interface CurvePart {
  readonly iterations: Float64Array;
  readonly values: Float64Array;
}

/**
 * Some points of one curve, in the order of their iterations and each iteration once.
 *
 * A row for each point would take SQLite several times as long to write and to read. The numbers are written as they are
 * in memory, low byte first, as every machine does it that the driver comes for.
 */
export class PointBlock implements CurvePart {
  private constructor(
    readonly iterations: Float64Array,
    readonly values: Float64Array,
    readonly timestamps: Float64Array,
    readonly receipts: Uint32Array,
  ) {}

  static #ofSize(count: number): PointBlock {
    const numbers = () => new Float64Array(count);
    return new PointBlock(numbers(), numbers(), numbers(), new Uint32Array(count));
  }

  /** Puts points in order; of several with one iteration the last counts. */
  static of(points: readonly ReceivedPoint[]): PointBlock {
    const sorted = isAscending(points) ? points : inOrder(points);
    const block = PointBlock.#ofSize(sorted.length);
    for (const [index, { event, receipt }] of sorted.entries()) {
      block.iterations[index] = event.iter;
      block.values[index] = event.value;
      block.timestamps[index] = event.timestamp;
      block.receipts[index] = receipt;
    }
    return block;
  }

  /** Reads what `curve` and `origins` wrote. */
  static read(curve: Uint8Array, origins: Uint8Array): PointBlock {
    const { iterations, values } = readCurve(curve);
    const count = values.length;
    const { buffer } = aligned(origins);
    return new PointBlock(
      iterations,
      values,
      new Float64Array(buffer, 0, count),
      new Uint32Array(buffer, count * Float64Array.BYTES_PER_ELEMENT, count),
    );
  }

  get count(): number {
    return this.iterations.length;
  }

  /** The least iteration. */
  get first(): number {
    return this.iterations[0] ?? Number.NaN;
  }

  /** The greatest iteration. */
  get last(): number {
    return this.iterations[this.count - 1] ?? Number.NaN;
  }

  /** The least timestamp. */
  get earliest(): number {
    return this.timestamps.reduce((least, timestamp) => Math.min(least, timestamp), Number.POSITIVE_INFINITY);
  }

  /** The greatest timestamp. */
  get latest(): number {
    return this.timestamps.reduce((greatest, timestamp) => Math.max(greatest, timestamp), Number.NEGATIVE_INFINITY);
  }

  /** Iterations and values as bytes; the iterations as a first one and a step where that is all there is to say. */
  get curve(): Uint8Array {
    const { iterations, values, first } = this;
    const step = this.#step();
    return bytesOf(step > 0 ? [Float64Array.of(first, step), values] : [Float64Array.of(first, 0), iterations, values]);
  }

  /** Timestamps and receipts as bytes. */
  get origins(): Uint8Array {
    return bytesOf([this.timestamps, this.receipts]);
  }

  /** The points of both; where both have an iteration, the newer point counts. */
  merge(newer: PointBlock): PointBlock {
    const merged = PointBlock.#ofSize(this.count + newer.count);
    let count = 0;
    let own = 0;
    let other = 0;
    while (own < this.count || other < newer.count) {
      const mine = this.iterations[own] ?? Number.POSITIVE_INFINITY;
      const theirs = newer.iterations[other] ?? Number.POSITIVE_INFINITY;
      if (mine < theirs) {
        merged.#copy(count, this, own);
      } else {
        merged.#copy(count, newer, other);
      }
      if (mine <= theirs) {
        own += 1;
      }
      if (theirs <= mine) {
        other += 1;
      }
      count += 1;
    }
    return merged.#slice(0, count);
  }

  /** The points before an iteration. */
  before(iteration: number): PointBlock {
    return this.#slice(0, this.#position(iteration));
  }

  /** The points from an iteration on. */
  from(iteration: number): PointBlock {
    return this.#slice(this.#position(iteration), this.count);
  }

  /** Blocks of at most `most` points: filled one after the other, or equally, where more points may come in between. */
  split(most: number, how: "fill" | "equally"): PointBlock[] {
    const blocks = Math.ceil(this.count / most);
    const size = how === "fill" ? most : Math.ceil(this.count / blocks);
    return Array.from({ length: blocks }, (_, index) => this.#slice(index * size, (index + 1) * size));
  }

  /** The distance from each iteration to the next, if it is the same everywhere; else 0. */
  #step(): number {
    const { iterations, first } = this;
    const step = this.count > 1 ? (iterations[1] as number) - first : 1;
    return iterations.every((iteration, index) => iteration === first + index * step) ? step : 0;
  }

  #position(iteration: number): number {
    let from = 0;
    let to = this.count;
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.iterations[middle] as number) < iteration) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  #slice(start: number, end: number): PointBlock {
    return new PointBlock(
      this.iterations.subarray(start, end),
      this.values.subarray(start, end),
      this.timestamps.subarray(start, end),
      this.receipts.subarray(start, end),
    );
  }

  #copy(index: number, from: PointBlock, position: number): void {
    this.iterations[index] = from.iterations[position] as number;
    this.values[index] = from.values[position] as number;
    this.timestamps[index] = from.timestamps[position] as number;
    this.receipts[index] = from.receipts[position] as number;
  }
}

/** Reads the `curve` of a block alone. */
export function readCurve(bytes: Uint8Array): CurvePart {
  const numbers = new Float64Array(aligned(bytes).buffer);
  const [first = 0, step = 0] = numbers;
  if (step === 0) {
    const count = (numbers.length - 2) / 2;
    return { iterations: numbers.subarray(2, 2 + count), values: numbers.subarray(2 + count) };
  }
  const values = numbers.subarray(2);
  const iterations = new Float64Array(values.length);
  for (let index = 0; index < iterations.length; index += 1) {
    iterations[index] = first + index * step;
  }
  return { iterations, values };
}

function isAscending(points: readonly ReceivedPoint[]): boolean {
  return points.every(({ event }, index) => index === 0 || event.iter > (points[index - 1]?.event.iter ?? 0));
}

function inOrder(points: readonly ReceivedPoint[]): ReceivedPoint[] {
  const latest = new Map(points.map((point) => [point.event.iter, point]));
  return [...latest.values()].sort((a, b) => a.event.iter - b.event.iter);
}

/** The same bytes in memory of their own: numbers can only be read from where a number may begin. */
function aligned(bytes: Uint8Array): { buffer: ArrayBuffer } {
  const { buffer, byteLength } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? { buffer } : new Uint8Array(bytes);
}

function bytesOf(parts: readonly (Float64Array | Uint32Array)[]): Uint8Array {
  return Buffer.concat(
    parts.map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength)),
  );
}
