import { createHash } from "node:crypto";
import { open } from "node:fs/promises";

const PIECE = 1 << 20;

/** Writes a text into a new file piece by piece; answers its bytes and hex sha256. */
export async function writeText(path: string, text: Iterable<string>): Promise<{ size: number; hash: string }> {
  const hash = createHash("sha256");
  let size = 0;
  const file = await open(path, "wx");
  const write = async (piece: string) => {
    const bytes = Buffer.from(piece);
    hash.update(bytes);
    size += bytes.length;
    await file.writeFile(bytes);
  };
  try {
    let piece = "";
    for (const part of text) {
      piece += part;
      if (piece.length >= PIECE) {
        await write(piece);
        piece = "";
      }
    }
    await write(piece);
  } finally {
    await file.close();
  }
  return { size, hash: hash.digest("hex") };
}
