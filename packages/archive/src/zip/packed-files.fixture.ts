import { randomBytes } from "node:crypto";
import { mkdir, open, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "@clearml-ts/testing";
import { sha256 } from "../hash.ts";
import { digestParts } from "../threads/digest-file.ts";
import { WantedFiles } from "./read/wanted-files.ts";
import { compressFiles } from "./write/compress-files.ts";
import { type ZipPart, ZipWriter } from "./write/zip-writer.ts";

/** Content of every kind: empty, short, repeated, random; in one piece and in several. */
export const contents: Record<string, Buffer> = {
  "empty.txt": Buffer.alloc(0),
  "short.txt": Buffer.from("short"),
  "sub/ação 1%.csv": Buffer.from("1,2,3\n".repeat(1000)),
  "sub/noise.bin": randomBytes(100_000),
  "large.csv": Buffer.from("measured,12.5\n".repeat(700_000)),
  "large.bin": randomBytes(9_000_000),
  "last.txt": Buffer.from("last"),
};

/** Writes them into a new folder. */
export async function writeContents(): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, "sub"));
  for (const [name, content] of Object.entries(contents)) {
    await writeFile(join(folder, name), content);
  }
  return folder;
}

/** Packs files of a folder into a zip, and puts its parts together. */
export async function pack(folder: string, names: readonly string[], compress = true) {
  const path = join(await temporaryFolder(), "data.zip");
  const zip = await ZipWriter.open(path);
  const files = await Promise.all(
    names.map(async (name) => ({ name, path: join(folder, name), size: (await stat(join(folder, name))).size })),
  );
  const digests: string[] = [];
  for await (const batch of compressFiles(files, { compress })) {
    for (const { file, addTo } of batch) {
      const { hash, size } = await addTo(zip);
      if (size !== file.size) {
        throw new Error(`${file.name} has another size`);
      }
      digests.push(hash);
    }
  }
  const { parts, ...summary } = await zip.finish();
  const { hash } = await digestParts(parts);
  await putTogether(parts, path);
  return { path, digests, ...summary, hash };
}

async function putTogether(parts: readonly ZipPart[], path: string): Promise<void> {
  const whole = `${path}.whole`;
  for (const { path: part, start, end } of parts) {
    await using source = await open(part);
    const { buffer } = await source.read(Buffer.alloc(end - start), 0, end - start, start);
    await writeFile(whole, buffer, { flag: "a" });
  }
  await rm(path);
  await rename(whole, path);
}

/** The files that these contents are to become in a folder. */
export function wantedIn(folder: string, files: Readonly<Record<string, Buffer>>): WantedFiles {
  const expected = Object.entries(files).map(
    ([name, content]) => [name, { size: content.length, hash: sha256(content) }] as const,
  );
  return new WantedFiles(new Map(expected), folder);
}
