import { statfs } from "node:fs/promises";
import { megabytes } from "./format.ts";
import type { Bench } from "./suite.ts";

/** Returns the sizes of a suite, with those that were asked for in their place. */
export function sizesOf<Sizes extends Record<string, number>>(
  { quick, sizes: wanted }: Bench,
  sizes: { full: Sizes; quick: Sizes },
): Sizes {
  const unknown = Object.keys(wanted).find((name) => !(name in sizes.full));
  if (unknown !== undefined) {
    throw new Error(`There is no size "${unknown}" here. There are: ${Object.keys(sizes.full).join(", ")}.`);
  }
  return { ...(quick ? sizes.quick : sizes.full), ...wanted };
}

/** Ends the benchmark before it fills the disk. */
export async function requireFreeDisk({ folder }: Bench, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < bytes) {
    throw new Error(
      `This takes ${megabytes(bytes)} of the disk, and ${megabytes(bavail * bsize)} are free. Ask for less by --size.`,
    );
  }
}
