import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";

/** Bytes of all files below a folder, by their paths. */
export async function contentOf(folder: string): Promise<Record<string, number>> {
  const names = await readdir(folder, { recursive: true });
  const infos = await Promise.all(names.sort().map(async (name) => ({ name, info: await stat(join(folder, name)) })));
  return Object.fromEntries(infos.filter(({ info }) => info.isFile()).map(({ name, info }) => [name, info.size]));
}

/** Ends the benchmark when a program did not do its work. */
export function checkSame(what: string, wanted: unknown, found: unknown): void {
  const start = (value: unknown) => `${JSON.stringify(value)}`.slice(0, 300);
  if (!isDeepStrictEqual(wanted, found)) {
    throw new Error(`The ${what} is ${start(found)} instead of ${start(wanted)}.`);
  }
}
