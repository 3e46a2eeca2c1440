import { readdir, writeFile } from "node:fs/promises";
import { UnsafePathError } from "@clearml-ts/protocol";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { WantedFiles } from "./wanted-files.ts";

test("files whose writing was cut short are deleted and wanted again, and those that are written are not", async () => {
  const folder = await temporaryFolder();
  const file = { size: 1, hash: undefined };
  const wanted = new WantedFiles(new Map(["a", "sub/b", "sub/c"].map((name) => [name, file])), folder);
  for (const name of ["a", "sub/b"]) {
    const { target, folder: made } = wanted.begin(name, file);
    await made;
    await writeFile(target, "x");
    expect(wanted.find(name)).toBeUndefined();
  }
  wanted.end("a");
  expect([wanted.names, wanted.areLeft]).toEqual([["sub/c"], true]);

  await wanted.restart();
  expect(wanted.names.sort()).toEqual(["sub/b", "sub/c"]);
  expect((await readdir(folder, { recursive: true })).sort()).toEqual(["a", "sub"]);
});

test("a name that leads out of the folder is refused, and nothing is made for it", async () => {
  const folder = await temporaryFolder();
  const file = { size: 1, hash: undefined };
  for (const name of ["../a", "sub/../../a", "sub/..", "/a", "sub//a", "sub/", ""]) {
    const wanted = new WantedFiles(new Map([[name, file]]), folder);
    expect(() => wanted.begin(name, file), name).toThrow(UnsafePathError);
  }
  expect(await readdir(folder)).toEqual([]);
});
