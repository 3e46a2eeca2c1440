import { Model } from "@clearml-ts/models";
import { Task, TaskNotFoundError } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "../fixtures/both-languages.ts";
import { pythonToTypeScript } from "../fixtures/directions.ts";

type Refusal = [code: number, subcode: number];

interface Used {
  ids: Record<"project" | "first" | "second" | "third" | "copy" | "model", string>;
  seen: {
    project: unknown[];
    projectTwice: Refusal;
    listed: [name: string, status: string][];
    page: string[];
    joined: object[];
    task: string;
    refusals: Refusal[];
    queue: number[];
    length: number;
    next: number;
    deleteFullQueue: Refusal;
    deletesQueue: number;
    queues: string[];
    sent: object;
    curve: number[];
    log: string[];
    plots: string[];
    metrics: string[][];
    parameters: string[][];
    models: string[];
    workers: number;
    deleteFullProject: Refusal;
    merged: number;
    deleted: [succeeded: string[], failed: string[]];
    left: string[];
  };
}

const project = "interop/from python/api";

/** The server driven by Python's APIClient. */
describe("API client", () => {
  let both: BothLanguages;
  let ids: Used["ids"];
  let seen: Used["seen"];

  const getTask = (name: "first" | "second" | "copy") => Task.get({ id: ids[name] }, both);

  beforeAll(async () => {
    both = await bothLanguages();
    ({ ids, seen } = await both.python.run<Used>("sdk/use_api_client.py"));
  });

  afterAll(() => both[Symbol.asyncDispose]());

  describe(pythonToTypeScript, () => {
    test("projects: create, update, find", async () => {
      expect(seen.project).toEqual([1, project, "changed", ["api"]]);
      const stored = await both.connection.services.projects.getById({ project: ids.project });
      expect(stored.project).toMatchObject({ name: project, description: "changed" });
    });

    test("projects: merge", () => {
      expect(seen.merged).toBe(0);
    });

    test("tasks: create, edit, update, clone", async () => {
      const first = await getTask("first");
      expect(first.record).toMatchObject({ name: "task 0", comment: "updated", tags: ["edited", "updated"] });
      expect(seen.task).toBe("updated");
      const copy = await getTask("copy");
      expect(copy.record).toMatchObject({ name: "copy of it", parent: ids.first });
      expect(copy.getParameter("Args/depth")).toBe("3");
    });

    test("tasks: lists, pages, joined fields", () => {
      const drafts = ["copy of it", "task 0", "task 1", "task 2"];
      expect(seen.listed).toEqual(drafts.map((name) => [name, "created"]));
      expect(seen.page).toEqual(["task 2", "task 1"]);
      expect(seen.joined).toEqual([{ id: ids.first, name: "task 0", project: { id: ids.project, name: project } }]);
    });

    test("tasks: start, complete, publish", async () => {
      expect((await getTask("first")).status).toBe("published");
    });

    test("tasks: delete many, some of them unknown", async () => {
      expect(seen.deleted).toEqual([[ids.second, ids.third], ["nothing"]]);
      expect(seen.left).toEqual(["copy of it", "task 0"]);
      await expect(getTask("second")).rejects.toThrow(TaskNotFoundError);
    });

    test("queues: order, length, next task", () => {
      expect(seen.queue).toEqual([0, 2, 1]);
      expect({ length: seen.length, next: seen.next }).toEqual({ length: 3, next: 0 });
    });

    test("queues: delete by force", () => {
      expect(seen.deletesQueue).toBe(1);
      expect(seen.queues).toEqual([]);
    });

    test("events: sent as lines of JSON, and read", async () => {
      expect(seen.sent).toEqual({ added: 7, errors: 0, errors_info: {} });
      expect(seen.curve).toEqual([1, 1 / 2, 1 / 3, 1 / 4, 1 / 5]);
      expect({ log: seen.log, plots: seen.plots }).toEqual({ log: ["by hand"], plots: ["bar"] });
      const scalars = await (await getTask("first")).getReportedScalars();
      expect(scalars["loss"]?.["train"]?.x).toEqual([0, 1, 2, 3, 4]);
    });

    test("metrics and parameters of a project", () => {
      expect(seen.metrics).toEqual([["loss", "train"]]);
      expect(seen.parameters).toEqual([["Args", "depth"]]);
    });

    test("models: create, describe, list", async () => {
      expect(seen.models).toEqual(["by hand"]);
      expect((await Model.get({ id: ids.model }, both)).metadata).toEqual({ site: "Porto" });
    });

    test("workers: none", () => {
      expect(seen.workers).toBe(0);
    });

    test("refusals have the official codes", () => {
      const [unknownTask, publishDraft, brokenPattern] = seen.refusals;
      expect({ unknownTask, publishDraft, brokenPattern }).toEqual({
        unknownTask: [400, 101],
        publishDraft: [400, 110],
        brokenPattern: [400, 21],
      });
      const { projectTwice, deleteFullProject, deleteFullQueue } = seen;
      expect({ projectTwice, deleteFullProject, deleteFullQueue }).toEqual({
        projectTwice: [400, 801],
        deleteFullProject: [400, 402],
        deleteFullQueue: [400, 702],
      });
    });
  });
});
