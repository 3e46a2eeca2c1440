import { expect, test } from "vitest";
import { ReportError } from "../delivery/errors.ts";
import { liveConnection } from "../live-connection.fixture.ts";
import { leave, taskOfUnreachableServer } from "../recovery/left-journals.fixture.ts";
import { syncJournals } from "../recovery/sync-journals.ts";
import { withTask } from "../with-task.ts";
import { Task } from "./task.ts";

test("closing completes a task that runs here, and says how its reports fared", async () => {
  const { connection } = await liveConnection();
  const task = await Task.init({ project: "demo", name: "closed" }, { connection });
  task.logger.reportScalar("loss", "train", 1, { iteration: 0 });
  expect(await task.close()).toMatchObject({ sent: 1, pending: 0, rejected: 0 });
  expect(await task.reload()).toMatchObject({ status: "completed", record: { runtime: { progress: "100" } } });
  expect(await task.close()).toMatchObject({ pending: 0 });
});

test("closing inside of a block that disposes of the task completes it once", async () => {
  const { connection, requests } = await liveConnection();
  let before = 0;
  const id = await (async () => {
    await using task = await Task.init({ project: "demo", name: "closed in its block" }, { connection });
    before = requests.length;
    await task.close();
    return task.id;
  })();
  expect(requests.slice(before).filter((endpoint) => endpoint === "tasks.completed")).toHaveLength(1);
  expect((await Task.get({ id }, { connection })).status).toBe("completed");
});

test("closing leaves alone what does not run here, has ended, or goes on elsewhere", async () => {
  const { connection } = await liveConnection();
  const about = { project: "demo", name: "left alone" };
  const draft = await Task.create(about, { connection });
  await draft.close();
  const goingOn = await Task.init(about, { connection });
  await (await Task.get({ id: goingOn.id }, { connection })).close();
  expect((await goingOn.reload()).status).toBe("in_progress");
  await goingOn.close({ keepStatus: true });
  const failed = await Task.init(about, { connection });
  await failed.fail("no data");
  await failed.close();
  const stopped = await Task.init(about, { connection });
  // A program that asks for the signal is not ended.
  stopped.signal.throwIfAborted();
  await connection.services.tasks.stopped({ task: stopped.id });
  await stopped.close();
  const statuses = await Promise.all(
    [draft, goingOn, failed, stopped].map(async (task) => (await task.reload()).status),
  );
  expect(statuses).toEqual(["created", "in_progress", "failed", "stopped"]);
});

test("closing under an agent leaves the status to it", async () => {
  const { connection: outside, connectAgain } = await liveConnection();
  const { id } = await Task.create({ project: "demo", name: "of an agent" }, { connection: outside });
  const connection = await connectAgain({ CLEARML_TASK_ID: id });
  const task = await Task.init({ project: "demo", name: "of an agent" }, { connection });
  await task.close();
  expect((await task.reload()).status).toBe("in_progress");
});

test("a close that cannot reach the server leaves the status on disk, for the next program", async () => {
  const { connection, state, cacheDir, open } = await taskOfUnreachableServer();
  const task = await Task.init({ project: "demo", name: "closed too late" }, { connection });
  task.logger.reportText("last words");
  state.answer = () => new Response("", { status: 503 });
  await task.close();
  await leave(cacheDir);
  state.answer = undefined;
  expect((await task.reload()).status).toBe("in_progress");
  expect(state.warnings.join()).toContain("could not be brought to its end");
  const { journals } = await syncJournals(await open());
  expect(journals).toMatchObject([{ task: task.id, left: 0, status: "completed" }]);
  expect((await task.reload()).status).toBe("completed");
});

test("a block that ends while the server is away leaves the status on disk, for the next program", async () => {
  const { connection, state, cacheDir, open } = await taskOfUnreachableServer();
  const task = await Task.init({ project: "demo", name: "left too late" }, { connection });
  task.logger.reportText("last words");
  state.answer = () => new Response("", { status: 503 });
  await expect(task[Symbol.asyncDispose]()).rejects.toThrow(ReportError);
  await leave(cacheDir);
  state.answer = undefined;
  const { journals } = await syncJournals(await open());
  expect(journals).toMatchObject([{ task: task.id, left: 0, status: "completed" }]);
  expect((await task.reload()).status).toBe("completed");
});

test.each([
  ["returns", () => "done", "completed", "completed"],
  [
    "fails",
    () => {
      throw new RangeError("no rows");
    },
    "failed",
    "Exception RangeError: no rows",
  ],
])(
  "a function that %s while the server is away leaves its end on disk, for the next program",
  async (_how, run, status, reason) => {
    const { connection, state, cacheDir, open } = await taskOfUnreachableServer();
    let id = "";
    const work = withTask(
      { project: "demo", name: "alone" },
      (task) => {
        id = task.id;
        state.concerns = "/";
        state.answer = () => new Response("", { status: 503 });
        return run();
      },
      { connection },
    );
    await expect(work).rejects.toThrow();
    await leave(cacheDir);
    state.answer = undefined;
    const { journals } = await syncJournals(await open());
    expect(journals).toMatchObject([{ task: id, left: 0, status }]);
    const { record } = await Task.get({ id }, { connection: await open() });
    expect(record).toMatchObject({ status, status_reason: reason });
  },
);
