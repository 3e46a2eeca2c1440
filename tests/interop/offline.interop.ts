import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Dataset } from "@clearml-ts/datasets";
import { OutputModel } from "@clearml-ts/models";
import { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type BothLanguages, bothLanguages } from "./fixtures/both-languages.ts";
import { pythonToTypeScript, typeScriptToPython } from "./fixtures/directions.ts";
import { readFolder, writeFolder } from "./fixtures/folder.ts";
import { consoleText } from "./fixtures/task-end.ts";

let both: BothLanguages;
let archives: string[];

beforeAll(async () => {
  both = await bothLanguages();
  archives = await both.python.run("offline/record_offline.py");
});

afterAll(() => both[Symbol.asyncDispose]());

/** Looks at a task that Python recorded, whoever has imported it. */
function testRecorded(imported: () => Task): void {
  test("task", () => {
    expect(imported().record).toMatchObject({ name: "recorded", status: "completed", tags: ["field work"] });
    expect(imported().project.name).toBe("interop/offline");
    expect(imported().record.script?.diff).toContain("Task.set_offline(True)");
  });

  test("parameters and configuration", () => {
    expect(imported().getParameters()).toEqual({ "General/rate": 0.5, "General/layers": [4, 2] });
    expect(imported().getConfigurationObject("plan")?.value).toBe("from north to south");
  });

  test("scalars", async () => {
    expect((await imported().getReportedScalars())["loss"]).toEqual({
      train: { x: [0, 1, 2], y: [1, 0.5, expect.closeTo(1 / 3)] },
    });
    expect(await imported().getReportedSingleValues()).toEqual({ accuracy: 0.75 });
  });

  test("table", async () => {
    const [plot] = await imported().getReportedPlots();
    expect(plot).toMatchObject({ task: imported().id, metric: "rooms", variant: "warm" });
    expect(JSON.parse(plot?.plot_str ?? "")).toMatchObject({ data: [{ cells: { values: [["kitchen"], [21]] } }] });
  });

  test("media", async () => {
    const { id } = imported();
    const { metrics } = await both.connection.services.events.debugImages({ metrics: [{ task: id }], iters: 1 });
    const [event] = metrics[0]?.iterations[0]?.events ?? [];
    expect(event).toMatchObject({ task: id, metric: "notes", variant: "first", iter: 1 });
    const copy = await both.connection.storage.getLocalCopy(event?.url ?? "");
    expect(await readFile(copy, "utf8")).toBe("no reception");
  });

  test("artifacts", async () => {
    expect(await imported().artifacts.get("summary")?.get()).toEqual({ mean: 1.5 });
    const notes = await imported().artifacts.get("notes")?.getLocalCopy();
    expect(await readFile(notes ?? "", "utf8")).toBe("no reception");
  });

  test("console", async () => {
    expect(await consoleText(imported())).toContain("no reception here");
  });
}

describe("offline session", () => {
  describe(pythonToTypeScript, () => {
    let task: Task;

    beforeAll(async () => {
      task = await Task.importOfflineSession(archives[0] ?? "", {}, both);
    });

    testRecorded(() => task);

    test("dataset", async () => {
      const dataset = await Dataset.importOfflineSession(archives[1] ?? "", { finalize: true }, both);
      const { name, project: where, version } = dataset;
      expect({ name, where, version }).toEqual({ name: "collected", where: "interop/offline", version: "1.0.0" });
      expect(await readFolder(await dataset.getLocalCopy())).toEqual({ "kitchen.csv": "degrees\n21\n" });
    });
  });

  describe(typeScriptToPython, () => {
    interface Read {
      name: string;
      project: string;
      status: string;
      tags: string[];
      comment: string;
      entry: string;
      parameters: object;
      properties: object;
      configuration: object;
      labels: object;
      scalars: Record<string, Record<string, { x: number[]; y: number[] }>>;
      single: object;
      plots: string[];
      samples: string[];
      summary: object;
      frame: object;
      console: string;
      models: { name: string; framework: string; weights: string; labels: object; design: string }[];
    }
    let read: Read;

    beforeAll(async () => {
      vi.stubEnv("CLEARML_OFFLINE_MODE", "1");
      vi.stubEnv("CLEARML_CACHE_DIR", join(both.python.home, "offline-cache"));
      const task = await Task.init({ project: "interop/offline", name: "recorded here", tags: ["field work"] });
      await task.connect({ rate: 0.5, layers: [4, 2] });
      await task.setUserProperties({ owner: "Ana" });
      await task.setConfigurationObject("plan", { value: "depth = 3" });
      await task.setModelLabelEnumeration({ cold: 0, hot: 1 });
      await task.setComment("from the field");
      for (const iteration of [0, 1, 2]) {
        task.logger.reportScalar("loss", "train", 1 / (iteration + 1), { iteration });
      }
      task.logger.reportSingleValue("accuracy", 0.75);
      task.logger.reportTable("rooms", "warm", { table: [{ room: "kitchen", degrees: 21 }] });
      await task.logger.reportMedia("notes", "first", { data: "no reception", extension: ".txt", iteration: 1 });
      await task.uploadArtifact("summary", { mean: 1.5 });
      await task.uploadArtifact("frame", { table: [{ room: "kitchen", degrees: 21 }] });
      task.logger.reportText("no reception here");
      const model = OutputModel.create({ task, framework: "ydf", labels: { cold: 0, hot: 1 }, design: "trees = 3" });
      await model.updateWeights(Buffer.from("weights"), { targetName: "forest.bin" });
      await task.complete();
      await task.close();
      vi.unstubAllEnvs();
      read = await both.python.run("offline/read_offline.py", `${task.getOfflineModeFolder()}.zip`);
    });

    test("dataset", async () => {
      vi.stubEnv("CLEARML_OFFLINE_MODE", "1");
      vi.stubEnv("CLEARML_CACHE_DIR", join(both.python.home, "offline-cache"));
      const files = join(both.python.home, "halls");
      await writeFolder(files, { "hall.csv": "degrees\n19\n" });
      const recorded = await Dataset.create({ project: "interop/offline", name: "collected here" });
      await recorded.addFiles(files);
      await recorded.upload();
      await recorded.close();
      vi.unstubAllEnvs();
      const session = `dataset=${recorded.getOfflineModeFolder()}.zip`;
      const { dataset: id } = await both.python.run<{ dataset: string }>("offline/import_offline.py", session);
      const dataset = await Dataset.get({ id }, both);
      const { name, project: where, isFinal } = dataset;
      expect({ name, where, isFinal }).toEqual({ name: "collected here", where: "interop/offline", isFinal: true });
      expect(await readFolder(await dataset.getLocalCopy())).toEqual({ "hall.csv": "degrees\n19\n" });
    });

    test("task", () => {
      expect(read).toMatchObject({
        name: "recorded here",
        project: "interop/offline",
        status: "completed",
        tags: ["field work"],
        comment: "from the field",
      });
    });

    test("parameters and configuration", () => {
      expect(read.parameters).toMatchObject({ "General/rate": 0.5, "General/layers": [4, 2] });
      expect(read.properties).toEqual({ owner: "Ana" });
      expect(read.configuration).toEqual({ depth: 3 });
      expect(read.labels).toEqual({ cold: 0, hot: 1 });
    });

    test("scalars", () => {
      expect(read.scalars["loss"]?.["train"]).toMatchObject({ x: [0, 1, 2], y: [1, 0.5, expect.closeTo(1 / 3)] });
      expect(read.single).toEqual({ accuracy: 0.75 });
    });

    test("table", () => {
      expect(read.plots).toEqual(["warm"]);
    });

    test("media", () => {
      expect(read.samples).toEqual(["no reception"]);
    });

    test("artifacts", () => {
      expect(read.summary).toEqual({ mean: 1.5 });
      expect(read.frame).toEqual([{ room: "kitchen", degrees: 21 }]);
    });

    test("console", () => {
      expect(read.console).toContain("no reception here");
    });

    test("model", () => {
      expect(read.models).toEqual([
        {
          name: "recorded here",
          framework: "ydf",
          weights: "weights",
          labels: { cold: 0, hot: 1 },
          design: "trees = 3",
        },
      ]);
    });
  });
});

// Last: a number of a version that is taken is refused here, and not by Python.
describe("offline sessions of the Python SDK", () => {
  let task: Task;
  let dataset: Dataset;

  beforeAll(async () => {
    const sessions = [`task=${archives[0]}`, `dataset=${archives[1]}`];
    const ids = await both.python.run<Record<"task" | "dataset", string>>("offline/import_offline.py", ...sessions);
    task = await Task.get({ id: ids.task }, both);
    dataset = await Dataset.get({ id: ids.dataset }, both);
  });

  testRecorded(() => task);

  test("dataset", async () => {
    const { name, project, isFinal } = dataset;
    expect({ name, project, isFinal }).toEqual({ name: "collected", project: "interop/offline", isFinal: true });
    expect(await readFolder(await dataset.getLocalCopy())).toEqual({ "kitchen.csv": "degrees\n21\n" });
  });
});
