import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { WantedFiles } from "./wanted-files.ts";

test("files whose writing was cut short are deleted and wanted again, and those that are written are not", async () => {
  const folder = await temporaryFolder();
  const file = { size: 1, hash: undefined };
  const wanted = new WantedFiles(new Map(["a", "sub/b", "sub/c"].map((name) => [name, file])), (name) =>
    join(folder, name),
  );
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
