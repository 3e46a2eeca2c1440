import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { sha256 } from "@clearml-ts/archive";
import { type Artifact, Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "../../fixtures/both-languages.ts";
import { pythonToTypeScript, typeScriptToPython } from "../../fixtures/directions.ts";
import { readFolder, writeFolder } from "../../fixtures/folder.ts";

interface Seen {
  hash: string;
  uploaded: boolean;
  largeIsThere: boolean;
  urls: Record<"deleted" | "forgotten", string>;
  deletes: boolean[];
  odd: Record<string, string>;
  values: object;
  set: number[];
  frames: unknown[];
  numbers: number[][];
  serialized: number[];
}

const oddNames = [
  "spaces and ção",
  `quo'te"s`,
  "hash#percent%20",
  "question?amp&plus+",
  "slash/inside",
  "dots..",
  "温度 🌡",
];

/** Artifacts of rarer kinds, with odd names and great size; and how they are replaced and deleted. */
describe("artifacts", () => {
  let both: BothLanguages;
  let task: Task;
  let seen: Seen;

  const artifact = (name: string): Artifact => {
    const found = task.artifacts.get(name);
    if (!found) {
      throw new Error(`There is no artifact "${name}", only ${[...task.artifacts.keys()].join(", ")}.`);
    }
    return found;
  };
  const textOf = async (name: string) => readFile(await artifact(name).getLocalCopy(), "utf8");

  beforeAll(async () => {
    both = await bothLanguages();
    const written = await both.python.run<{ task: string; seen: Seen }>("artifacts/write_odd_artifacts.py");
    seen = written.seen;
    task = await Task.get({ id: written.task }, both);
  });

  afterAll(() => both[Symbol.asyncDispose]());

  describe(pythonToTypeScript, () => {
    test.each(oddNames)("name: %s", async (name) => {
      expect(seen.odd[name]).toBe(name);
      expect(await artifact(name).get()).toEqual({ name });
    });

    test("file with an odd name", async () => {
      expect(await textOf("odd file")).toBe("odd");
      expect(artifact("odd file").url).toMatch(/\.bin$/);
    });

    test("pickle: list, set, nothing", async () => {
      expect(seen.values).toMatchObject({ list: [1, "two", { three: null }], nothing: null });
      expect(seen.set).toEqual([1, 2]);
      expect(artifact("list").type).toBe("pickle");
    });

    test("YAML", async () => {
      expect(await textOf("yaml")).toBe("a:\n- true\n- null\nb: 1\n");
      expect(seen.values).toMatchObject({ yaml: { a: [true, null], b: 1 } });
    });

    test("JSON in its own order, with a preview", async () => {
      expect(Object.keys(JSON.parse(await textOf("unsorted")) as object)).toEqual(["b", "a"]);
      expect(artifact("unsorted").preview).toBe("of two keys");
    });

    test("frames: pickle, and two indexes", () => {
      expect(seen.frames).toEqual([
        [1, 2],
        [
          ["a", 1],
          ["b", 2],
        ],
      ]);
    });

    test("array as CSV", () => {
      expect(seen.numbers).toEqual([
        [0, 1],
        [2, 3],
      ]);
    });

    test("serialized by a function", async () => {
      expect(seen.serialized).toEqual([1, 2, 3]);
      expect([...(await readFile(await artifact("serialized").getLocalCopy()))]).toEqual([1, 2, 3]);
    });

    test("several files", async () => {
      const files = await readFolder(await artifact("several files").getLocalCopy());
      expect(files).toEqual({ "one.txt": "1", "deep/two.txt": "2" });
    });

    test("long text with a short preview", async () => {
      expect(await artifact("long text").get()).toBe("é".repeat(200_000));
      expect(artifact("long text").preview.length).toBeLessThan(100_000);
    });

    test("empty file", async () => {
      expect(artifact("empty file").size).toBe(0);
      expect(await textOf("empty file")).toBe("");
    });

    test("metadata", () => {
      expect(artifact("metadata").metadata).toEqual({ unit: "°C", nested: "{'deep': 1}", number: "2" });
    });

    test("100 MB", async () => {
      expect(seen).toMatchObject({ uploaded: true, largeIsThere: false });
      const large = artifact("large");
      expect({ size: large.size, hash: large.hash }).toEqual({ size: 100 * 2 ** 20, hash: seen.hash });
      const hash = createHash("sha256");
      await pipeline(createReadStream(await large.getLocalCopy()), hash);
      expect(hash.digest("hex")).toBe(seen.hash);
    });

    test("replaced", async () => {
      expect(seen.values).toMatchObject({ replaced: { version: 2 }, "replaced by another kind": "version 2" });
      expect(await artifact("replaced").get()).toEqual({ version: 2 });
      expect(await artifact("replaced by another kind").get()).toBe("version 2");
    });

    test("deleted with and without its file", async () => {
      expect(seen.deletes).toEqual([true, true]);
      expect([...task.artifacts.keys()]).not.toContain("deleted");
      expect([...task.artifacts.keys()]).not.toContain("forgotten");
      const { storage } = both.connection;
      expect(await storage.exists(seen.urls.deleted)).toBe(false);
      expect(await storage.exists(seen.urls.forgotten)).toBe(true);
    });
  });

  describe(typeScriptToPython, () => {
    let read: Record<string, { value?: unknown; content?: string; hash?: string }>;

    beforeAll(async () => {
      const { connection, python } = both;
      const about = { project: "interop/from typescript", name: "odd artifacts" };
      const folder = await writeFolder(join(python.home, "typescript"), { "fi le #1 100% ção+'q'.bin": "odd" });
      await using written = await Task.init(about, { connection });
      for (const name of oddNames) {
        await written.uploadArtifact(name, { name });
      }
      await written.uploadArtifact("odd file", { path: join(folder, "fi le #1 100% ção+'q'.bin") });
      await written.uploadArtifact("long text", "é".repeat(200_000));
      await written.uploadArtifact("replaced", { version: 1, old: true });
      await written.uploadArtifact("replaced", { version: 2 });
      await written.complete();
      read = await python.run("artifacts/read_artifacts.py", written.id);
    });

    test.each(oddNames)("name: %s", (name) => {
      expect(read[name]).toMatchObject({ value: { name } });
    });

    test("file with an odd name", () => {
      expect(read["odd file"]).toMatchObject({ content: Buffer.from("odd").toString("hex"), hash: sha256("odd") });
    });

    test("long text with a short preview", () => {
      expect(read["long text"]).toMatchObject({ value: "é".repeat(200_000) });
    });

    test("replaced", () => {
      expect(read["replaced"]).toMatchObject({ value: { version: 2 } });
    });
  });
});
