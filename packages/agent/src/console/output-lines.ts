import { visibleText } from "@clearml-ts/tasks";

/** A piece of output that is ready to be reported, and how many of the bytes it was read from are in it. */
export interface OutputPiece {
  readonly text: string;
  readonly bytes: number;
}

/** Whether lines without an end are taken, too: because no more comes, or because they have waited long enough. */
export interface TakeOptions {
  readonly unfinished: boolean;
}

/**
 * Takes the lines at the beginning of a piece of output, as a terminal shows them in the end: a progress bar that returns to the
 * beginning of its line is one line. Bytes of a character or a line that is not complete are left for the next time.
 */
export function takeLines(chunk: Buffer, { unfinished }: TakeOptions): OutputPiece {
  const end = chunk.lastIndexOf("\n") + 1;
  const bytes = unfinished ? wholeCharacters(chunk) : end;
  if (bytes === 0) {
    return { text: "", bytes: 0 };
  }
  const lines = chunk.toString("utf8", 0, bytes).split("\n");
  if (lines.at(-1) === "") {
    lines.pop();
  }
  return { text: lines.map((line) => `${visibleText(line)}\n`).join(""), bytes };
}

/** The number of bytes without those of a character whose other bytes are yet to come. */
function wholeCharacters(chunk: Buffer): number {
  for (let back = 1; back <= Math.min(3, chunk.length); back += 1) {
    const byte = chunk[chunk.length - back] ?? 0;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? chunk.length - back : chunk.length;
    }
    if (byte < 0x80) {
      break;
    }
  }
  return chunk.length;
}
