import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256 } from "@clearml-ts/archive";
import { type Artifact, Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "../../fixtures/both-languages.ts";
import { pythonToTypeScript, typeScriptToPython } from "../../fixtures/directions.ts";
import { readFolder, writeFolder } from "../../fixtures/folder.ts";

let both: BothLanguages;

beforeAll(async () => {
  both = await bothLanguages();
});

afterAll(() => both[Symbol.asyncDispose]());

const project = "interop/from typescript";

describe("artifacts", () => {
  describe(pythonToTypeScript, () => {
    let task: Task;
    const artifact = (name: string): Artifact => {
      const found = task.artifacts.get(name);
      if (!found) {
        throw new Error(`There is no artifact "${name}", only ${[...task.artifacts.keys()].join(", ")}.`);
      }
      return found;
    };

    beforeAll(async () => {
      task = await Task.get({ id: await both.python.run<string>("artifacts/write_artifacts.py") }, both);
    });

    test("object", async () => {
      expect(await artifact("dict").get()).toEqual({ a: 1, b: [true, null, "ç"], c: { d: 0.5 } });
      expect(artifact("dict").metadata).toEqual({ unit: "°C" });
    });

    test("text", async () => {
      expect(await artifact("text").get()).toBe("first line\nsecond line");
    });

    test("table", async () => {
      expect(await artifact("frame").get()).toMatchObject([
        { city: "Porto", t: 21.5 },
        { city: "Ouro Preto", t: 18.25 },
      ]);
    });

    test("file", async () => {
      expect(await readFile(await artifact("file").getLocalCopy(), "utf8")).toBe("one");
      expect(artifact("file").size).toBe(3);
    });

    test("folder", async () => {
      const files = await readFolder(await artifact("folder").getLocalCopy());
      expect(files).toEqual({ "one.txt": "one", "deep/two.txt": "two" });
    });

    test("wildcard", async () => {
      expect(await readFolder(await artifact("wildcard").getLocalCopy())).toEqual({
        "one.txt": "one",
        "deep/two.txt": "two",
      });
    });

    test("link", () => {
      expect(artifact("link").url).toBe("https://example.com/data/set.csv");
    });

    test("array and image", async () => {
      expect((await readFile(await artifact("array").getLocalCopy())).subarray(0, 2).toString()).toBe("PK");
      expect((await readFile(await artifact("image").getLocalCopy())).subarray(1, 4).toString()).toBe("PNG");
    });

    test("table that is watched", async () => {
      expect(await artifact("audit").get()).toMatchObject([{ n: 1 }, { n: 2 }, { n: 3 }]);
    });
  });

  describe(typeScriptToPython, () => {
    let read: Record<string, Record<string, unknown>>;

    beforeAll(async () => {
      const { connection, python } = both;
      const folder = await writeFolder(join(both.python.home, "typescript", "report folder"), {
        "one.txt": "one",
        "deep/two.txt": "two",
      });
      await using task = await Task.init({ project, name: "artifacts" }, { connection });
      await task.uploadArtifact("dict", { a: 1, b: [true, null, "ç"], c: { d: 0.5 } }, { metadata: { unit: "°C" } });
      await task.uploadArtifact("list", [1, "two", null]);
      await task.uploadArtifact("text", "first line\nsecond line");
      await task.uploadArtifact("frame", {
        table: [
          { city: "Porto", t: 21.5 },
          { city: "Ouro Preto", t: Number.NaN },
        ],
      });
      await task.uploadArtifact("bytes", Uint8Array.of(0, 255, 10));
      await task.uploadArtifact("file", { path: join(folder, "one.txt") });
      await task.uploadArtifact("folder", { path: folder });
      await task.uploadArtifact("link", { url: "https://example.com/data/set.csv" });
      await task.complete();
      read = await python.run("artifacts/read_artifacts.py", task.id);
    });

    test("object", () => {
      expect(read["dict"]).toMatchObject({
        value: { a: 1, b: [true, null, "ç"], c: { d: 0.5 } },
        metadata: { unit: "°C" },
      });
    });

    test("list", () => {
      expect(read["list"]).toMatchObject({ value: [1, "two", null] });
    });

    test("text", () => {
      expect(read["text"]).toMatchObject({ value: "first line\nsecond line" });
    });

    test("table", () => {
      expect(read["frame"]).toMatchObject({
        frame: {
          columns: ["city", "t"],
          index: [0, 1],
          data: [
            ["Porto", 21.5],
            ["Ouro Preto", null],
          ],
        },
      });
    });

    test("bytes", () => {
      expect(read["bytes"]).toMatchObject({
        content: "00ff0a",
        hash: sha256(Uint8Array.of(0, 255, 10)),
      });
    });

    test("file", () => {
      expect(read["file"]).toMatchObject({ content: hex("one"), size: 3, hash: sha256("one") });
    });

    test("folder", () => {
      expect(read["folder"]).toMatchObject({ files: { "one.txt": hex("one"), "deep/two.txt": hex("two") } });
    });

    test("link", () => {
      expect(read["link"]).toMatchObject({ url: "https://example.com/data/set.csv" });
    });
  });
});

const hex = (text: string) => Buffer.from(text).toString("hex");
