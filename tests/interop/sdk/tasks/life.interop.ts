import { Task, TaskNotFoundError } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "../../fixtures/both-languages.ts";
import { pythonToTypeScript, typeScriptToPython } from "../../fixtures/directions.ts";

let both: BothLanguages;

beforeAll(async () => {
  both = await bothLanguages();
});

afterAll(() => both[Symbol.asyncDispose]());

const project = "interop/from typescript";

const curveOf = async (task: Task) => (await task.getReportedScalars())["loss"]?.["train"];

describe("life of a task", () => {
  describe(pythonToTypeScript, () => {
    let ids: Record<string, string>;
    const task = (name: string) => Task.get({ id: ids[name] ?? "" }, both);

    beforeAll(async () => {
      ids = await both.python.run("tasks/write_life.py");
    });

    test("create", async () => {
      const draft = await task("draft");
      expect(draft.status).toBe("created");
      expect(draft.record.script).toMatchObject({
        repository: "https://example.com/repo.git",
        branch: "main",
        entry_point: "train.py",
      });
    });

    test("clone", async () => {
      const clone = await task("clone");
      expect(clone.record).toMatchObject({ name: "copy", parent: ids["draft"] });
      expect(clone.getParameter("General/depth")).toBe(5);
    });

    test("enqueue and dequeue", async () => {
      expect((await task("clone")).status).toBe("queued");
      expect((await task("dequeued")).status).toBe("created");
      const { queue } = await both.connection.services.queues.getById({ queue: ids["queue"] ?? "" });
      expect(queue.entries?.map((entry) => entry.task)).toEqual([ids["clone"]]);
    });

    test.each(["completed", "failed", "stopped", "published"])("%s", async (status) => {
      expect((await task(status)).status).toBe(status);
    });

    test("progress", async () => {
      expect((await task("running")).record.runtime).toMatchObject({ progress: "40" });
    });

    test("reason of a failure", async () => {
      expect((await task("failed")).record).toMatchObject({
        status_reason: "no more memory",
        status_message: "killed",
      });
    });

    test("reset", async () => {
      const again = await task("reset");
      expect(again.status).toBe("created");
      expect(again.artifacts.size).toBe(0);
    });

    test("archive", async () => {
      expect((await task("archived")).systemTags).toContain("archived");
    });

    test("delete", async () => {
      await expect(task("deleted")).rejects.toThrow(TaskNotFoundError);
      expect(await both.connection.storage.exists(ids["deletedArtifact"] ?? "")).toBe(false);
    });

    test("list", async () => {
      const found: string[] = [];
      const project = "interop/from python/life";
      for await (const { id } of Task.list({ project, status: ["published"] }, both)) {
        found.push(id);
      }
      expect(found).toEqual([ids["published"]]);
    });

    test("reuse and continue", async () => {
      const runs = await both.python.run<{ first: string; second: string; continued: string; offset: number }>(
        "tasks/write_reuse.py",
      );
      expect(runs.second).toBe(runs.first);
      expect(runs.continued).toBe(runs.first);
      const continued = await Task.get({ id: runs.continued }, both);
      expect(await curveOf(continued)).toEqual({ x: [4, runs.offset], y: [1, 0.5] });

      const about = { project: "interop/from python", name: "again and again" };
      await using further = await Task.init({ ...about, continueLastTask: runs.continued }, both);
      further.logger.reportScalar("loss", "train", 0.25, { iteration: 0 });
      await further.complete();
      expect(further).toMatchObject({ id: runs.first });
      expect(await curveOf(further)).toEqual({ x: [4, 5, 6], y: [1, 0.5, 0.25] });
      await using reused = await Task.init({ ...about, reuseLastTaskId: runs.first }, both);
      expect(reused).toMatchObject({ id: runs.first, status: "in_progress" });
      expect(await curveOf(reused)).toBeUndefined();
    });
  });

  describe(typeScriptToPython, () => {
    let ids: Record<string, string>;
    let read: Record<string, unknown> & { statuses: Record<string, string | null> };

    beforeAll(async () => {
      const { connection, python } = both;
      const life = `${project}/life`;
      const made = (name: string) => Task.create({ project: life, name }, { connection });
      const started = async (name: string) => (await made(name)).start();

      const draft = await made("original");
      await draft.setParameters({ "General/depth": 3 });
      await connection.services.queues.create({ name: "interop typescript" });
      const clone = await draft.clone({ name: "copy" });
      await clone.setParameters({ "General/depth": 5 });
      await clone.enqueue("interop typescript");
      const dequeued = await made("taken out again");
      await dequeued.enqueue("interop typescript");
      await dequeued.dequeue();

      const running = await started("running");
      await running.setProgress(40);
      const completed = await started("completed");
      await completed.complete();
      const failed = await started("failed");
      await failed.fail("no more memory");
      const stopped = await started("stopped");
      await stopped.stop({ message: "enough" });
      const published = await started("published");
      await published.complete();
      await published.publish();
      const reset = await started("reset");
      await reset.uploadArtifact("result", { a: 1 });
      await reset.complete();
      await reset.reset();
      const again = { project: life, name: "again and again" };
      const first = await Task.init({ ...again, reuseLastTaskId: true }, both);
      await first.complete();
      const second = await Task.init({ ...again, reuseLastTaskId: true }, both);
      second.logger.reportScalar("loss", "train", 1, { iteration: 4 });
      await second.complete();
      const continued = await Task.init({ ...again, continueLastTask: true }, both);
      continued.logger.reportScalar("loss", "train", 0.5, { iteration: 0 });
      await continued.complete();
      expect([second.id, continued.id]).toEqual([first.id, first.id]);
      await Promise.all([first.close(), second.close()]);
      const reused = await started("reused");
      reused.logger.reportScalar("loss", "train", 1, { iteration: 4 });
      await reused.complete();
      const archived = await started("archived");
      await archived.complete();
      await connection.services.tasks.archive({ tasks: [archived.id] });
      const deleted = await started("deleted");
      await deleted.complete();
      await connection.services.tasks.delete({ task: deleted.id, force: true });

      const tasks = {
        draft,
        clone,
        dequeued,
        running,
        completed,
        failed,
        stopped,
        published,
        reset,
        archived,
        deleted,
        continued,
        reused,
      };
      ids = Object.fromEntries(Object.entries(tasks).map(([name, { id }]) => [name, id]));
      read = await python.run("tasks/read_life.py", JSON.stringify(ids));
      await Promise.all(Object.values(tasks).map((task) => task.close()));
    });

    test("create", () => {
      expect(read.statuses["draft"]).toBe("created");
    });

    test("clone", () => {
      expect(read).toMatchObject({ cloneParent: ids["draft"], cloneParameters: { "General/depth": 5 } });
    });

    test("enqueue and dequeue", () => {
      expect(read.statuses).toMatchObject({ clone: "queued", dequeued: "created" });
      expect(read["queue"]).toEqual([ids["clone"]]);
      expect(read["cloneEnded"]).toBe("completed");
    });

    test.each(["completed", "failed", "stopped", "published"])("%s", (status) => {
      expect(read.statuses[status]).toBe(status);
    });

    test("progress", () => {
      expect(read["progress"]).toBe("40");
    });

    test("reason of a failure", () => {
      expect(read["reason"]).toContain("no more memory");
    });

    test("reset", () => {
      expect(read.statuses["reset"]).toBe("created");
      expect(read["resetArtifacts"]).toEqual([]);
    });

    test("reuse and continue", async () => {
      expect(read["continued"]).toMatchObject({ id: ids["continued"], curve: { x: [4, 5], y: [1, 0.5] }, offset: 6 });
      const further = await Task.get({ id: ids["continued"] ?? "" }, both);
      expect(await curveOf(further)).toEqual({ x: [4, 5, 6], y: [1, 0.5, 0.25] });
      expect(read["reused"]).toEqual({ id: ids["reused"], curves: {} });
    });

    test("archive", () => {
      expect(read["archived"]).toBe(true);
    });

    test("delete", () => {
      expect(read.statuses["deleted"]).toBeNull();
    });

    test("list", () => {
      expect(read["published"]).toEqual([ids["published"]]);
    });
  });
});
