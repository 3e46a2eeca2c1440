import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createZip, type ZipEntry } from "@clearml-ts/archive";

/** The files of a program in one zip. */
export interface ProgramArchive {
  bytes: Uint8Array;
  /** sha256 in hexadecimal. */
  hash: string;
  /** Names and sizes of the files, for people. */
  preview: string;
}

/** One time for all files, so that the same program is the same archive. */
const SAME_TIME = new Date(2000, 0, 1);

/** Packs the files of a program, given by their places in its folder. */
export async function zipProgram(files: ReadonlyMap<string, string | Uint8Array>): Promise<ProgramArchive> {
  const folder = await mkdtemp(join(tmpdir(), "clearml-program-"));
  try {
    const entries: ZipEntry[] = [];
    for (const [name, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const path = join(folder, "files", name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
      await utimes(path, SAME_TIME, SAME_TIME);
      entries.push({ name, path });
    }
    const target = join(folder, "code.zip");
    const { hash } = await createZip(target, entries);
    const lines = entries.map(({ name }) => `${name} - ${Buffer.byteLength(files.get(name) ?? "")} bytes\n`);
    return { bytes: await readFile(target), hash, preview: `Program:\n${lines.join("")}` };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
