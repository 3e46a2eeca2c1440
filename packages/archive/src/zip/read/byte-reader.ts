/** Reads content that comes in pieces of any size by the bytes that are needed next. */
export class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #buffer: Buffer = Buffer.alloc(0);
  #at = 0;
  #taken = 0;
  #failure: { error: unknown } | undefined;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Bytes that were taken so far. */
  get taken(): number {
    return this.#taken;
  }

  /** The error by which the content ended, if it was one. */
  get failure(): { error: unknown } | undefined {
    return this.#failure;
  }

  /** Bytes that can be had without waiting. */
  get available(): number {
    return this.#buffer.length - this.#at;
  }

  /** Waits until so many bytes can be had; false when the content ends before. */
  async fill(length: number): Promise<boolean> {
    if (this.available >= length) {
      return true;
    }
    const pieces: Uint8Array[] = [this.look(this.available)];
    let available = this.available;
    while (available < length) {
      const { value, done } = await this.#next();
      if (done) {
        break;
      }
      pieces.push(value);
      available += value.length;
    }
    this.#buffer = Buffer.concat(pieces);
    this.#at = 0;
    return available >= length;
  }

  /** Shows bytes that can be had, and leaves them there. */
  look(length: number): Buffer {
    return this.#buffer.subarray(this.#at, this.#at + length);
  }

  /** Takes bytes that can be had. */
  take(length: number): Buffer {
    const bytes = this.look(length);
    this.#at += bytes.length;
    this.#taken += bytes.length;
    return bytes;
  }

  /** Takes as many bytes piece by piece; fails when the content ends before. */
  async *pieces(length: number): AsyncGenerator<Uint8Array> {
    for (let left = length; left > 0; ) {
      if (!(await this.fill(1))) {
        throw new Error("it ends before it should");
      }
      const piece = this.take(Math.min(left, this.available));
      left -= piece.length;
      yield piece;
    }
  }

  /** Takes all that is left. */
  async *rest(): AsyncGenerator<Uint8Array> {
    while (await this.fill(1)) {
      yield this.take(this.available);
    }
  }

  /** Says that no more is needed. */
  async close(): Promise<void> {
    await this.#source.return?.();
  }

  async #next(): Promise<IteratorResult<Uint8Array>> {
    try {
      return await this.#source.next();
    } catch (error) {
      this.#failure = { error };
      throw error;
    }
  }
}
