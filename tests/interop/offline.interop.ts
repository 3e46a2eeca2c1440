import { readFile } from "node:fs/promises";
import { Dataset } from "@clearml-ts/datasets";
import { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "./both-languages.ts";
import { readFolder } from "./sdk/folder.ts";
import { consoleText } from "./task-end.ts";

let both: BothLanguages;
let task: Task;
let dataset: Dataset;

beforeAll(async () => {
  both = await bothLanguages();
  const archives = await both.python.run<string[]>("record_offline.py");
  const ids = await both.python.run<Record<"task" | "dataset", string>>("import_offline.py", ...archives);
  task = await Task.get({ id: ids.task }, both);
  dataset = await Dataset.get({ id: ids.dataset }, both);
});

afterAll(() => both[Symbol.asyncDispose]());

describe("offline sessions of the Python SDK", () => {
  test("task", () => {
    expect(task.record).toMatchObject({ name: "recorded", status: "completed", tags: ["field work"] });
    expect(task.project.name).toBe("interop/offline");
    expect(task.record.script?.diff).toContain("Task.set_offline(True)");
  });

  test("parameters and configuration", () => {
    expect(task.getParameters()).toEqual({ "General/rate": 0.5, "General/layers": [4, 2] });
    expect(task.getConfigurationObject("plan")?.value).toBe("from north to south");
  });

  test("scalars", async () => {
    expect((await task.getReportedScalars())["loss"]).toEqual({
      train: { x: [0, 1, 2], y: [1, 0.5, expect.closeTo(1 / 3)] },
    });
    expect(await task.getReportedSingleValues()).toEqual({ accuracy: 0.75 });
  });

  test("table", async () => {
    const [plot] = await task.getReportedPlots();
    expect(plot).toMatchObject({ task: task.id, metric: "rooms", variant: "warm" });
    expect(JSON.parse(plot?.plot_str ?? "")).toMatchObject({ data: [{ cells: { values: [["kitchen"], [21]] } }] });
  });

  test("media", async () => {
    const { metrics } = await both.connection.services.events.debugImages({ metrics: [{ task: task.id }], iters: 1 });
    const [event] = metrics[0]?.iterations[0]?.events ?? [];
    expect(event).toMatchObject({ task: task.id, metric: "notes", variant: "first", iter: 1 });
    const copy = await both.connection.storage.getLocalCopy(event?.url ?? "");
    expect(await readFile(copy, "utf8")).toBe("no reception");
  });

  test("artifacts", async () => {
    expect(await task.artifacts.get("summary")?.get()).toEqual({ mean: 1.5 });
    const notes = await task.artifacts.get("notes")?.getLocalCopy();
    expect(await readFile(notes ?? "", "utf8")).toBe("no reception");
  });

  test("console", async () => {
    expect(await consoleText(task)).toContain("no reception here");
  });

  test("dataset", async () => {
    const { name, project, isFinal } = dataset;
    expect({ name, project, isFinal }).toEqual({ name: "collected", project: "interop/offline", isFinal: true });
    expect(await readFolder(await dataset.getLocalCopy())).toEqual({ "kitchen.csv": "degrees\n21\n" });
  });
});
