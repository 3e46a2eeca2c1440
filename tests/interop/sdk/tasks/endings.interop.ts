import { Model, ModelNotFoundError } from "@clearml-ts/models";
import { Task, TaskNotFoundError } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "../../fixtures/both-languages.ts";
import { pythonToTypeScript } from "../../fixtures/directions.ts";

interface Written {
  ids: Record<
    "published" | "stopping" | "forced" | "waited" | "first" | "second" | "doomed" | "model" | "draft",
    string
  >;
  seen: {
    publishWhileRunning: string;
    deletesPublished: boolean;
    waitsForFailure: string;
    inLine: number;
    files: string[];
    deleted: boolean;
    remote: object;
  };
}

/** How tasks end, and how one that was prepared is run. */
describe("life of a task", () => {
  let both: BothLanguages;
  let ids: Written["ids"];
  let seen: Written["seen"];

  const getTask = (name: keyof Written["ids"]) => Task.get({ id: ids[name] }, both);

  beforeAll(async () => {
    both = await bothLanguages();
    ({ ids, seen } = await both.python.run<Written>("tasks/write_endings.py"));
  });

  afterAll(() => both[Symbol.asyncDispose]());

  describe(pythonToTypeScript, () => {
    test("publish on completion", async () => {
      expect((await getTask("published")).status).toBe("published");
    });

    test("a running task is not published", () => {
      expect(seen.publishWhileRunning).toBe("ValueError");
    });

    test("a published task is not deleted", () => {
      expect(seen.deletesPublished).toBe(false);
    });

    test("ask a task that no agent runs to stop", async () => {
      expect((await getTask("stopping")).status).toBe("stopped");
    });

    test("start a completed task by force", async () => {
      expect((await getTask("forced")).status).toBe("in_progress");
    });

    test("wait for a status", async () => {
      expect((await getTask("waited")).status).toBe("stopped");
      expect(seen.waitsForFailure).toBe("RuntimeError");
    });

    test("length of a queue", async () => {
      expect(seen.inLine).toBe(2);
      const { queues } = await both.connection.services.queues.getAll({ name: "endings" });
      expect(queues[0]?.entries?.map(({ task }) => task)).toEqual([ids.first, ids.second]);
    });

    test("delete with artifacts, models and samples", async () => {
      expect(seen.deleted).toBe(true);
      await expect(getTask("doomed")).rejects.toThrow(TaskNotFoundError);
      await expect(Model.get({ id: ids.model }, both)).rejects.toThrow(ModelNotFoundError);
      expect(seen.files).toHaveLength(3);
      const there = seen.files.map((url) => both.connection.storage.exists(url));
      expect(await Promise.all(there)).toEqual([false, false, false]);
    });

    test("run a task as an agent does: its parameters and configuration win", async () => {
      expect(seen.remote).toEqual({
        id: ids.draft,
        name: "as if by an agent",
        params: { rate: 0.5, depth: 3 },
        plan: { steps: 7 },
        kept: { rate: 0.1 },
      });
      const draft = await getTask("draft");
      expect(draft.status).toBe("completed");
      expect(draft.getParameters()).toMatchObject({ "General/rate": 0.5, "General/depth": 3, "Kept/rate": 0.1 });
    });
  });
});
