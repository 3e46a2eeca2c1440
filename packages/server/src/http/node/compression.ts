import type { Transform } from "node:stream";
import { constants, createBrotliCompress, createDeflate, createGzip } from "node:zlib";

/** The compressions of an answer that are offered. */
export type Encoding = "br" | "gzip" | "deflate";

/** Below this size a compressed answer is not smaller. */
const MIN_BYTES = 1024;

const COMPRESSIBLE = /^(text\/|application\/(json|javascript|xml)|image\/svg)/;

/** Picks the compression of an answer from what the client accepts and what the answer is; `undefined` for none. */
export function chooseEncoding(accepted: string | undefined, answer: Headers): Encoding | undefined {
  const length = answer.get("content-length");
  if (length !== null && Number(length) < MIN_BYTES) {
    return undefined;
  }
  // A part is a part of the file as it is: whoever puts parts together would get neither the file nor its compressed form.
  if (answer.has("content-range")) {
    return undefined;
  }
  if (answer.has("content-encoding") || !COMPRESSIBLE.test(answer.get("content-type") ?? "")) {
    return undefined;
  }
  const names = (accepted ?? "")
    .split(",")
    .filter((one) => !/;\s*q=0(\.0*)?\s*$/.test(one))
    .map((one) => one.split(";")[0]?.trim().toLowerCase());
  return (["gzip", "br", "deflate"] as const).find((encoding) => names.includes(encoding));
}

/** Makes the stream that compresses; speed counts for more than the last percent. */
export function compressor(encoding: Encoding): Transform {
  switch (encoding) {
    case "br":
      return createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
    case "gzip":
      return createGzip({ level: constants.Z_BEST_SPEED });
    case "deflate":
      return createDeflate({ level: constants.Z_BEST_SPEED });
  }
}
