import { parseArgs } from "node:util";
import { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "../../fixtures/both-languages.ts";
import { pythonToTypeScript, typeScriptToPython } from "../../fixtures/directions.ts";

let both: BothLanguages;

beforeAll(async () => {
  both = await bothLanguages();
});

afterAll(() => both[Symbol.asyncDispose]());

/** A class whose instance is connected. */
class Training {
  rate = 0.5;
  layers = [64, 32];
}

interface Read {
  parameters: Record<string, unknown>;
  deleted: boolean;
  properties: object;
  list: object;
  labels: object;
  script: object;
  requirements: object;
  docker: string;
  setup: string;
  moved: object;
  imported: object;
  copy: object;
  found: Record<string, string[]>;
  projects: string[];
  table: object;
  audited: { type: string; metadata: object; statistics: string };
  single: object;
  console: string;
}

const project = "interop/from typescript/described";

describe("task", () => {
  describe(typeScriptToPython, () => {
    let read: Read;
    let ids: Record<"connected" | "given" | "copy" | "imported", string>;

    beforeAll(async () => {
      const { connection, python } = both;
      const task = await Task.init({ project, name: "connected" }, { connection });
      await task.connect(new Training(), { name: "Class" });
      await task.connect({ a: { b: { c: [1, { d: 2 }] } }, "with.dot": 1, $dollar: 2 }, { name: "Nested" });
      await task.connectArguments(
        parseArgs({
          args: ["--sizes", "3", "--sizes", "4", "--verbose", "survey.csv"],
          options: { sizes: { type: "string", multiple: true }, verbose: { type: "boolean" } },
          allowPositionals: true,
        }),
      );
      await task.connectConfiguration([{ step: 1 }, { step: 2 }], { name: "List" });
      await task.connectLabelEnumeration({ background: 0, person: 1 });
      await task.setUserProperties({ owner: "ana", score: 0.5, dropped: 1 });
      await task.deleteUserProperties("dropped");
      const rows = [
        { room: "kitchen", degrees: 21 },
        { room: "attic", degrees: 17 },
      ];
      task.registerArtifact("rooms", rows, { metadata: { source: "survey" } });
      await task.flush();
      rows.push({ room: "attic", degrees: 17 });
      task.logger.reportSingleValue("R2", 0.42);
      task.logger.reportText("first line");
      task.logger.reportText("last line", { level: "warning" });
      await task.complete();
      await task.close();

      const given = await Task.create({ project, name: "given", tags: ["old"] }, { connection });
      await given.setParameters({ "Given/many": [1, "two", null], "Given/gone": 1, "Section/deep/er": 1 });
      await given.deleteParameter("Given/gone");
      await given.setRepo("https://example.com/repo.git", { branch: "main", commit: "abcdef" });
      await given.setScript({
        entryPoint: "train.py",
        workingDir: "src",
        binary: "python3.12",
        diff: "diff --git a b",
      });
      await given.setPackages(["numpy==2.1"]);
      await given.setBaseDocker("python:3.11", {
        arguments: ["--network", "host"],
        setupBashScript: ["apt-get update", "true"],
      });
      await given.setComment("first line\nsecond: ção");
      await given.setParent(task.id);
      const imported = await Task.importTask({ ...(await given.exportTask()), name: "imported" }, { connection });
      await imported.updateTask({ comment: "updated" });
      const copy = await given.clone({ name: "copy", parent: task.id });
      await copy.moveToProject(`${project}/moved`);
      await copy.setArchived(true);
      await copy.setArchived(false);
      ids = { connected: task.id, given: given.id, copy: copy.id, imported: imported.id };
      read = await python.run("tasks/read_described.py", JSON.stringify(ids), project);
    });

    test("connect: class", () => {
      expect(read.parameters).toMatchObject({ "Class/rate": 0.5, "Class/layers": [64, 32] });
    });

    test("connect: nested dictionary, odd names, a key that comes later", () => {
      expect(read.parameters).toMatchObject({
        "Nested/a/b/c": [1, { d: 2 }],
        "Nested/with.dot": 1,
        "Nested/$dollar": 2,
      });
    });

    test("command line: lists, choices, flags, commands", () => {
      expect(read.parameters).toMatchObject({ "Args/sizes": ["3", "4"], "Args/verbose": true });
    });

    test("configuration: JSON file and list", () => {
      expect(read.list).toEqual([{ step: 1 }, { step: 2 }]);
    });

    test("labels and design of the model", () => {
      expect(read.labels).toEqual({ background: 0, person: 1 });
    });

    test("user properties with types, and one that is deleted", () => {
      expect(read.properties).toMatchObject({ owner: { value: "ana" }, score: { value: "0.5", type: "float" } });
      expect(read.properties).not.toHaveProperty("dropped");
    });

    test("parameters that are set, updated and deleted", () => {
      expect(read.parameters).toMatchObject({ "Given/many": [1, "two", null] });
      expect(read.parameters).not.toHaveProperty(["Given/gone"]);
    });

    test("nested parameters, set and read at once", () => {
      expect(read.parameters).toMatchObject({ "Section/deep/er": 1 });
    });

    test("requirements: added, ignored, set", () => {
      expect(read.requirements).toEqual({ pip: "numpy==2.1" });
    });

    test("repository, script and difference", () => {
      expect(read.script).toMatchObject({
        repository: "https://example.com/repo.git",
        branch: "main",
        version_num: "abcdef",
        entry_point: "train.py",
        working_dir: "src",
        binary: "python3.12",
        diff: "diff --git a b",
      });
    });

    test("container", () => {
      expect(read.docker).toBe("python:3.11 --network host");
      expect(read.setup).toBe("apt-get update\ntrue");
    });

    test("export, import and update", () => {
      expect(read.imported).toEqual({ name: "imported", comment: "updated", entry: "train.py", deep: 1 });
    });

    test("clone into another project", () => {
      expect(read.copy).toMatchObject({ name: "copy", parent: ids.connected, status: "created", deep: 1 });
    });

    test("move to another project", () => {
      expect(read.copy).toMatchObject({ project: `${project}/moved` });
    });

    test("archive and back", () => {
      expect(read.copy).toMatchObject({ archived: false });
    });

    test.each(["by part of the name", "by regular expression", "tag", "status", "type", "parent"])(
      "find: %s",
      (query) => {
        expect(read.found[query]).toEqual([query === "status" ? "connected" : "given"]);
      },
    );

    test("find: projects", () => {
      expect(read.projects).toEqual([project, `${project}/moved`]);
    });

    test("single values and console", () => {
      expect(read.single).toEqual({ R2: 0.42 });
      expect(read.console).toMatch(/first line[\s\S]*last line/);
    });

    test("registered table", () => {
      expect(read.table).toEqual([
        { room: "kitchen", degrees: 21 },
        { room: "attic", degrees: 17 },
        { room: "attic", degrees: 17 },
      ]);
      expect(read.audited).toMatchObject({ type: "data-audit-table", metadata: { source: "survey" } });
      expect(read.audited.statistics).toContain("[rooms]: shape=(3, 2), 2 unique rows, 66.7% uniqueness");
    });
  });

  describe(pythonToTypeScript, () => {
    test("registered table", async () => {
      const task = await Task.get({ id: await both.python.run<string>("artifacts/write_registered.py") }, both);
      const rooms = task.artifacts.get("rooms");
      expect(rooms).toMatchObject({ type: "data-audit-table", metadata: { source: "survey" } });
      expect(rooms?.preview).toContain("[rooms]: shape=(3, 2), 2 unique rows, 66.7% uniqueness");
      expect(await rooms?.get()).toEqual([
        { room: "kitchen", degrees: 21 },
        { room: "attic", degrees: 17 },
        { room: "attic", degrees: 17 },
      ]);
    });
  });
});
