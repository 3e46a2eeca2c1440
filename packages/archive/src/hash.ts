import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";

/** Hex md5 of a text, as cache file names use it; no protection against tampering. */
export function md5(text: string): string {
  return createHash("md5").update(text, "utf8").digest("hex");
}

/** Hex sha256 of bytes, or of the UTF-8 of a text. */
export function sha256(data: Uint8Array | string): string {
  return createHash("sha256").update(data).digest("hex");
}

/** Hex sha256 of a file, read in pieces: memory does not grow with the file. */
export async function sha256File(path: string, options: { signal?: AbortSignal } = {}): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash, options);
  return hash.digest("hex");
}
