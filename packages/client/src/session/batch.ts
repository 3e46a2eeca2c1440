import { ClearMLError } from "@clearml-ts/protocol";

/** Thrown when one item of a batch is longer than a whole request may be; nothing of the batch was sent. */
export class BatchItemTooLargeError extends ClearMLError {
  override name = "BatchItemTooLargeError";

  constructor(
    /** Position of the item in the batch. */
    readonly index: number,
    /** Bytes of the item. */
    readonly size: number,
    /** Bytes that a request may have. */
    readonly limit: number,
  ) {
    super(
      `Item ${index} of the batch has ${size} bytes, and a request at most ${limit}. Send less at a time, or a file.`,
    );
  }
}

/** Puts items that are JSON one below the other, cut at line ends into bodies of at most `limit` bytes. */
export function splitBatch(items: readonly string[], limit: number): string[] {
  const bodies: string[][] = [];
  let room = 0;
  for (const [index, line] of items.entries()) {
    const size = Buffer.byteLength(line);
    if (size > limit) {
      throw new BatchItemTooLargeError(index, size, limit);
    }
    if (bodies.length === 0 || size + 1 > room) {
      bodies.push([]);
      room = limit + 1;
    }
    bodies.at(-1)?.push(line);
    room -= size + 1;
  }
  return bodies.map((lines) => lines.join("\n"));
}
