import { mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createZip, extractZip } from "@clearml-ts/archive";
import { listFolder } from "@clearml-ts/storage";
import { readNpy, writeNpy } from "./npy.ts";
import { NumpyArray } from "./numpy-array.ts";

/** Entries get this time, so that equal arrays have equal hashes; zips know no earlier one. */
const ZIP_EPOCH = new Date(1980, 0, 1);

/** Writes an array into an `.npz` file as its only entry, under the name by which Python's `artifact.get()` asks for it. */
export async function writeNpz(path: string, name: string, array: NumpyArray): Promise<void> {
  const entry = `${path}.npy`;
  await writeFile(entry, writeNpy(array));
  await utimes(entry, ZIP_EPOCH, ZIP_EPOCH);
  try {
    await createZip(path, [{ name: `${name}.npy`, path: entry }]);
  } finally {
    await rm(entry, { force: true });
  }
}

/**
 * Reads the array of an `.npz` file: a typed array (or a list of booleans or texts) where it has one dimension, a
 * {@link NumpyArray} otherwise.
 *
 * @throws {@link SyntaxError} when it holds several arrays, or one of other items than numbers, booleans and texts.
 */
export async function readNpz(path: string, name: string): Promise<NumpyArray | NumpyArray["data"]> {
  const folder = await mkdtemp(join(tmpdir(), "clearml-npz-"));
  try {
    await extractZip(path, folder);
    const files = await listFolder(folder);
    const file = files.find((entry) => entry.name === `${name}.npy`) ?? files[0];
    if (file === undefined || (files.length > 1 && file.name !== `${name}.npy`)) {
      const names = files.map((entry) => entry.name).join(", ");
      throw new SyntaxError(`It holds ${files.length} arrays (${names}), none of them named "${name}".`);
    }
    const array = readNpy(await readFile(file.path));
    return array.shape.length === 1 ? array.data : array;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Reads an array that Python wrote by `savetxt`: lines of numbers with commas between them. */
export function readNumberLines(text: string): NumpyArray | Float64Array {
  const rows = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const cells = rows.map((line) => line.split(",").map((cell) => Number(cell.trim().replace(/inf$/, "Infinity"))));
  const width = cells[0]?.length ?? 0;
  const uneven = cells.findIndex((row) => row.length !== width);
  if (uneven !== -1) {
    throw new SyntaxError(`Line ${uneven + 1} does not have ${width} numbers.`);
  }
  const data = Float64Array.from(cells.flat());
  return width > 1 && rows.length > 1 ? new NumpyArray(data, [rows.length, width]) : data;
}
