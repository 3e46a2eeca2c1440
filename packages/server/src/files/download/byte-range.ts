import type { ByteRange } from "../../http/node/file-body.ts";

/**
 * Reads a `Range` header: one range, `"unsatisfiable"` when it starts behind the end, `undefined` when the whole file is
 * to be sent (no header, another unit, several ranges, not understood).
 */
export function parseRange(header: string | null, size: number): ByteRange | "unsatisfiable" | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  const [, first = "", last = ""] = match ?? [];
  if (!match || (first === "" && last === "")) {
    return undefined;
  }
  if (first === "") {
    const length = Math.min(Number(last), size);
    return length === 0 ? "unsatisfiable" : { start: size - length, end: size - 1 };
  }
  const start = Number(first);
  const end = last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== "" && Number(last) < start) {
    return undefined;
  }
  return start >= size ? "unsatisfiable" : { start, end };
}
