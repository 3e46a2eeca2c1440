import { join } from "node:path";
import { sha256 } from "@clearml-ts/archive";
import { Dataset } from "@clearml-ts/datasets";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "../../fixtures/both-languages.ts";
import { pythonToTypeScript, typeScriptToPython } from "../../fixtures/directions.ts";
import { readFolder, writeFolder } from "../../fixtures/folder.ts";

const NAMES = [
  "back\\slash.txt",
  "x:1.csv",
  "C:/drive.txt",
  "new\nline.txt",
  "tab\tand 'quotes\".txt",
  "100% #1 ?&=+;,.txt",
  "[z-a]*.txt",
  " blanks ",
  ".hidden/..two/...",
  "-r",
  "nul",
  "data",
  "state.json",
  "ação 日本 😀 e\u0301.csv",
  `${"long".repeat(60)}.txt`,
];
const files = Object.fromEntries(NAMES.map((name, index) => [name, `content ${index}`]));
const inSubdir = <T>(record: Record<string, T>) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [`sub\\dir/${name}`, value]));

describe("datasets", () => {
  let both: BothLanguages;

  beforeAll(async () => {
    both = await bothLanguages();
  });

  afterAll(() => both[Symbol.asyncDispose]());

  describe(typeScriptToPython, () => {
    test("files of odd names", async () => {
      const { connection, python } = both;
      const dataset = await Dataset.create({ project: "interop/from typescript", name: "odd names" }, { connection });
      const folder = await writeFolder(join(python.home, "typescript", "odd"), files);
      await dataset.addFiles(folder, { datasetPath: "sub\\dir" });
      await dataset.upload();
      await dataset.finalize();

      const read = await python.run<{ files: object; unhealthy: unknown[] }>("datasets/read_dataset.py", dataset.id);

      const hashes = Object.entries(files).map(([name, content]) => [name, sha256(content)]);
      expect(read.files).toEqual(inSubdir(Object.fromEntries(hashes)));
      expect(read.unhealthy).toEqual([]);
    });
  });

  describe(pythonToTypeScript, () => {
    test("files of odd names", async () => {
      const id = await both.python.run<string>("datasets/write_odd_names.py", JSON.stringify(NAMES));
      const dataset = await Dataset.get({ id }, both);
      expect(await readFolder(await dataset.getLocalCopy())).toEqual(inSubdir(files));
    });
  });
});
