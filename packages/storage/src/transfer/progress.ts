import type { TransferProgress } from "../storage-options.ts";

/** Counts the bytes of one transfer and tells how far it is. */
export class Progress {
  readonly #url: string;
  readonly #total: number | undefined;
  readonly #tell: (progress: TransferProgress) => void;
  #transferred = 0;

  constructor(url: string, total: number | undefined, tell: (progress: TransferProgress) => void) {
    this.#url = url;
    this.#total = total;
    this.#tell = tell;
  }

  /** Adds bytes that have moved. */
  add(bytes: number): void {
    this.#transferred += bytes;
    this.#tell({ url: this.#url, transferred: this.#transferred, total: this.#total });
  }

  /** Passes content on and counts its bytes. */
  async *counted(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of content) {
      this.add(chunk.length);
      yield chunk;
    }
  }
}
