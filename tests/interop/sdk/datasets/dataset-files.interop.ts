import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { sha256 } from "@clearml-ts/archive";
import { Dataset } from "@clearml-ts/datasets";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "../../fixtures/both-languages.ts";
import { pythonToTypeScript, typeScriptToPython } from "../../fixtures/directions.ts";
import { readFolder, writeFolder } from "../../fixtures/folder.ts";

interface Written {
  ids: Record<Version, string>;
  /** Address of a file on the file server. */
  far: string;
  seen: Seen;
}

interface Seen {
  syncedFirst: number[];
  syncedAgain: number[];
  removed: number;
  changes: string[][];
  matching: string[][];
  mutable: string[];
  spoiled: string[][];
  overwrites: boolean;
  restored: string[];
  merged: Record<string, string>;
  mergedParents: string[];
  squashed: string[];
  chunks: number;
  parts: string[][];
  halves: string[][];
  someFiles: string[];
  linksAdded: number[];
  linked: Record<string, string>;
  links: Record<string, number>;
  unlinked: number;
}

type Version = "first" | "synced" | "other" | "merged" | "squashed" | "chunked" | "linked" | "unlinked";

/** How files come into a version of a dataset and out of it again. */
describe("datasets", () => {
  let both: BothLanguages;
  let ids: Record<Version, string>;
  let far: string;
  let seen: Seen;

  const getDataset = (version: Version) => Dataset.get({ id: ids[version] }, both);
  const filesOf = async (version: Version) => readFolder(await (await getDataset(version)).getLocalCopy());

  beforeAll(async () => {
    both = await bothLanguages();
    ({ ids, far, seen } = await both.python.run<Written>("datasets/write_dataset_files.py"));
  });

  afterAll(() => both[Symbol.asyncDispose]());

  describe(pythonToTypeScript, () => {
    test("sync with a folder", async () => {
      expect(seen.syncedFirst).toEqual([0, 4, 0]);
      expect(seen.syncedAgain).toEqual([1, 1, 1]);
      expect(await filesOf("synced")).toEqual({
        "added.txt": "added",
        "changed.txt": "after, and longer",
        "kept.txt": "kept",
      });
    });

    test("remove files by a pattern", async () => {
      expect(seen.removed).toBe(1);
      expect(seen.matching).toEqual([["added.txt", "changed.txt", "kept.txt"], []]);
      expect(await (await getDataset("synced")).changes()).toMatchObject({ added: 1, modified: 1, removed: 2 });
    });

    test("list added, modified and removed files", () => {
      expect(seen.changes).toEqual([["added.txt"], ["changed.txt"], ["deep/gone.txt", "notes.md"]]);
    });

    test("writable local copy", () => {
      expect(seen.mutable).toEqual(["added.txt", "changed.txt", "kept.txt"]);
      expect(seen).toMatchObject({ overwrites: false, restored: [] });
    });

    test("verify hashes", () => {
      const [byHash, bySize, inCache] = seen.spoiled;
      expect({ byHash, bySize, inCache }).toEqual({
        byHash: ["changed.txt", "kept.txt"],
        bySize: ["kept.txt"],
        inCache: [],
      });
    });

    test("several parents", async () => {
      const files = {
        "added.txt": "added",
        "changed.txt": "after, and longer",
        "kept.txt": "of the other",
        "own.txt": "own",
      };
      expect(seen.merged).toEqual(files);
      expect(await filesOf("merged")).toEqual(files);
      expect(seen.mergedParents).toEqual([ids.synced, ids.other].sort());
    });

    test("squash several versions", async () => {
      expect(Object.keys(await filesOf("squashed")).sort()).toEqual(seen.squashed);
      expect(seen.squashed).toEqual(["added.txt", "changed.txt", "deep/gone.txt", "kept.txt", "notes.md", "own.txt"]);
      expect((await getDataset("squashed")).parents).toEqual([]);
    });

    test("several archives", async () => {
      const chunked = await getDataset("chunked");
      expect(seen.chunks).toBe(2);
      expect([...chunked.task.artifacts.keys()].sort()).toEqual(["data", "data_001", "state"]);
      expect(await filesOf("chunked")).toEqual({
        "a.bin": expect.any(String),
        "b.bin": expect.any(String),
        "c.bin": expect.any(String),
      });
    });

    test("parts of several archives", () => {
      expect(seen.parts.flat().sort()).toEqual(["a.bin", "b.bin", "c.bin"]);
      expect(seen.parts).toHaveLength(2);
      expect(seen.halves).toEqual(seen.parts);
    });

    test("local copy of chosen files", () => {
      const archive = seen.parts.find((files) => files.includes("b.bin"));
      expect(seen.someFiles).toEqual(archive);
    });

    test("external files: of this machine and of the file server", async () => {
      expect(seen.linksAdded).toEqual([2, 1, 0]);
      const inFar = `far/${far.split("/").at(-1)}`;
      expect(seen.linked).toEqual({ "near/one.csv": "1", "near/sub/two.csv": "22", [inFar]: "333" });
      expect(seen.links).toEqual({ "near/one.csv": 1, "near/sub/two.csv": 2, [inFar]: 3 });
      const linked = await getDataset("linked");
      expect(linked.listFiles()).toEqual([inFar, "near/one.csv", "near/sub/two.csv"]);
      expect([...linked.task.artifacts.keys()]).toEqual(["state"]);
      expect(await filesOf("linked")).toEqual(seen.linked);
    });

    test("external files: removed by their link", async () => {
      expect(seen.unlinked).toBe(1);
      expect((await getDataset("unlinked")).listFiles()).toEqual(["near/one.csv", "near/sub/two.csv"]);
      expect(await both.connection.storage.exists(far)).toBe(true);
    });
  });

  describe(typeScriptToPython, () => {
    let hashes: Record<string, string>;
    let parents: string[];
    let read: { files: Record<string, string>; unhealthy: string[]; graph: Record<string, string[]>; chunks: number };

    beforeAll(async () => {
      const { connection, python } = both;
      const project = "interop/from typescript/files";
      const home = join(python.home, "typescript");
      const closed = async (dataset: Dataset, chunkSize = 512) => {
        await dataset.upload({ chunkSize });
        await dataset.finalize();
        return dataset.id;
      };
      const names = ["a.bin", "b.bin", "c.bin"];
      const noise = Object.fromEntries(names.map((name) => [name, randomBytes(900_000).toString("latin1")]));
      hashes = Object.fromEntries(Object.entries(noise).map(([name, content]) => [name, sha256(content)]));
      const first = await Dataset.create({ project, name: "first" }, { connection });
      await first.addFiles(await writeFolder(join(home, "first"), { ...noise, "kept.txt": "of the first" }));
      const other = await Dataset.create({ project, name: "other" }, { connection });
      const files = { "kept.txt": "of the other", "own.txt": "own", "sub/one.txt": "1" };
      await other.addFiles(await writeFolder(join(home, "other"), files));
      parents = [await closed(first, 1), await closed(other)];
      const merged = await Dataset.create({ project, name: "merged", parents }, { connection });
      await merged.removeFiles("sub/*");
      read = await python.run("datasets/read_dataset.py", await closed(merged));
    });

    test("several archives", () => {
      expect(read.chunks).toBeGreaterThan(2);
      expect(read.files).toMatchObject(hashes);
    });

    test("several parents", () => {
      expect(read.files).toMatchObject({ "kept.txt": sha256("of the other"), "own.txt": sha256("own") });
      expect(Object.keys(read.graph)).toEqual(expect.arrayContaining(parents));
    });

    test("remove files by a pattern", () => {
      expect(Object.keys(read.files).sort()).toEqual(["a.bin", "b.bin", "c.bin", "kept.txt", "own.txt"]);
    });

    test("verify hashes", () => {
      expect(read.unhealthy).toEqual([]);
    });
  });
});
