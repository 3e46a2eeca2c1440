import { lstat, readdir, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { temporaryFolder } from "@clearml-ts/testing";
import { type Header, pack } from "tar-stream";
import { expect, test } from "vitest";
import { ArchiveError, ArchiveTooLargeError, DamagedEntryError, UnsafeArchiveError } from "./errors.ts";
import { extractTarGz } from "./extract-tar.ts";

/** Writes an archive of these entries beside the folder that it is to be unpacked into. */
async function archiveOf(...entries: [header: Pick<Header, "name"> & Partial<Header>, content?: string][]) {
  const folder = await temporaryFolder();
  const archive = join(folder, "a.tar.gz");
  const tar = pack();
  for (const [header, content] of entries) {
    tar.entry(header, content ?? "");
  }
  tar.finalize();
  const parts: Uint8Array[] = [];
  for await (const part of tar) {
    parts.push(part as Uint8Array);
  }
  await writeFile(archive, gzipSync(Buffer.concat(parts)));
  return { archive, target: join(folder, "out") };
}

test("an archive gives back its files and the links among them", async () => {
  const { archive, target } = await archiveOf(
    [{ name: "./", type: "directory" }],
    [{ name: "./data/ação.csv" }, "x;y\n"],
    [{ name: "./empty" }],
    [{ name: "again.csv", type: "link", linkname: "data/ação.csv" }],
    [{ name: "data/link", type: "symlink", linkname: "../empty" }],
    [{ name: `${"long/".repeat(40)}name` }, "deep"],
  );
  const deep = `${"long/".repeat(40)}name`;
  expect(await extractTarGz(archive, target)).toEqual(["data/ação.csv", "empty", "again.csv", "data/link", deep]);
  expect(await readFile(join(target, "again.csv"), "utf8")).toBe("x;y\n");
  expect(await readFile(join(target, deep), "utf8")).toBe("deep");
  expect((await lstat(join(target, "data/link"))).isSymbolicLink()).toBe(true);
  expect(await readFile(join(target, "data/link"), "utf8")).toBe("");

  expect(await extractTarGz(archive, target, { filter: (name) => name === "empty" })).toEqual(["empty"]);
});

test.each<[what: string, ...entries: Parameters<typeof archiveOf>]>([
  ["a file above it", [{ name: "a/../../escape" }, "x"]],
  ["an absolute path", [{ name: "/tmp/escape" }, "x"]],
  ["a link to a file above it", [{ name: "l", type: "symlink", linkname: "../a.tar.gz" }]],
  ["an absolute link", [{ name: "l", type: "symlink", linkname: "/etc/hostname" }]],
  [
    "a link by way of another link",
    [{ name: "a/b/f" }, "x"],
    [{ name: "p", type: "symlink", linkname: "." }],
    [{ name: "q", type: "symlink", linkname: "p/../a.tar.gz" }],
  ],
  ["another name of a file above it", [{ name: "l", type: "link", linkname: "../a.tar.gz" }]],
])("an archive with %s is refused, and nothing outside the folder can be reached", async (_what, ...entries) => {
  const { archive, target } = await archiveOf(...entries);
  await expect(extractTarGz(archive, target)).rejects.toThrow(UnsafeArchiveError);
  const left = await readdir(target, { recursive: true, withFileTypes: true });
  expect(left.filter((entry) => entry.isSymbolicLink())).toEqual([]);
  expect((await readdir(join(target, ".."))).sort()).toEqual(["a.tar.gz", "out"]);
});

test("an archive that is damaged, too large, or of more than files, says so", async () => {
  const { archive, target } = await archiveOf([{ name: "a" }, "x".repeat(5000)], [{ name: "b" }, "y".repeat(5000)]);
  await expect(extractTarGz(archive, target, { maxSize: 9999 })).rejects.toThrow(ArchiveTooLargeError);
  const signal = AbortSignal.abort(new Error("enough"));
  await expect(extractTarGz(archive, target, { signal })).rejects.toThrow("enough");
  await truncate(archive, 60);
  await expect(extractTarGz(archive, target)).rejects.toThrow(ArchiveError);
  await writeFile(archive, "no archive");
  await expect(extractTarGz(archive, target)).rejects.toThrow(ArchiveError);
  await expect(extractTarGz(`${archive}.gone`, target)).rejects.toThrow(ArchiveError);

  const pipe = await archiveOf([{ name: "p", type: "fifo" }]);
  await expect(extractTarGz(pipe.archive, pipe.target)).rejects.toThrow(DamagedEntryError);
});
