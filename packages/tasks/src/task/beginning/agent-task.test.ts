import { expect, test, vi } from "vitest";
import { captureConsole } from "../../capture-console.ts";
import { runInTask } from "../../current-task.ts";
import { liveConnection } from "../../live-connection.fixture.ts";
import { TaskNotFoundError } from "../../record/errors.ts";
import { withTask } from "../../with-task.ts";
import { Task } from "../task.ts";

/** A task that is queued and then started, as by an agent, and the connection of the program that the agent runs. */
async function agentsTask() {
  const { connection: outside, connectAgain } = await liveConnection();
  const task = await Task.create({ project: "demo", name: "queued" }, { connection: outside });
  await outside.services.tasks.started({ task: task.id, status_message: "launch by agent" });
  return { outside, task, connection: await connectAgain({ CLEARML_TASK_ID: task.id }) };
}

test("under an agent the first task of a program is the agent's, the next ones are new", async () => {
  const { connection, outside, task } = await agentsTask();
  const [first, second] = await Promise.all([
    Task.init({ project: "other", name: "as written in the program", type: "testing" }, { connection }),
    Task.init({ project: "other", name: "a step" }, { connection }),
  ]);
  expect(first).toMatchObject({
    id: task.id,
    name: "queued",
    type: "training",
    status: "in_progress",
    underAgent: true,
  });
  expect(first.project.name).toBe("demo");
  expect(first.record.runtime).toMatchObject({ hostname: expect.any(String), progress: "0" });
  expect(second).toMatchObject({ name: "a step", underAgent: false });
  expect(second.id).not.toBe(task.id);
  expect(await Task.get({ id: task.id }, { connection: outside })).toMatchObject({ underAgent: false });
  await first.close();
  await second.close();
});

test("TRAINS_TASK_ID, as older agents set it, counts too", async () => {
  const { connection: outside, connectAgain } = await liveConnection();
  const { id } = await Task.create({ project: "demo", name: "draft" }, { connection: outside });
  await using task = await Task.init(
    { project: "x", name: "xyz" },
    { connection: await connectAgain({ TRAINS_TASK_ID: id }) },
  );
  expect(task).toMatchObject({ id, status: "in_progress" });
});

test("a task that the server does not have is an error, not a new task", async () => {
  const { connectAgain } = await liveConnection();
  const connection = await connectAgain({ CLEARML_TASK_ID: "0123456789abcdef0123456789abcdef" });
  for (const _attempt of [1, 2]) {
    await expect(Task.init({ project: "demo", name: "lost" }, { connection })).rejects.toThrow(TaskNotFoundError);
  }
});

test("a request to stop that came before the program took the task up is not wiped", async () => {
  const { connection, outside, task } = await agentsTask();
  await outside.services.tasks.update({ task: task.id, status_message: "stopping" });
  await using taken = await Task.init({ project: "demo", name: "queued" }, { connection });
  expect(taken.record.status_message).toBe("stopping");
});

test("a function that returns leaves the status to the agent, with all that it reported sent", async () => {
  const { connection, outside, task } = await agentsTask();
  const result = await withTask(
    { project: "demo", name: "queued" },
    (taken) => {
      expect(taken.id).toBe(task.id);
      taken.logger.reportSingleValue("R2", 0.5);
      return 3;
    },
    { connection },
  );
  expect(result).toBe(3);
  await task.reload();
  expect(task.status).toBe("in_progress");
  expect(await task.getReportedSingleValues()).toEqual({ R2: 0.5 });
  await outside.services.tasks.completed({ task: task.id });
});

test("a block that is left leaves the status to the agent", async () => {
  const { connection, task } = await agentsTask();
  {
    await using taken = await Task.init({ project: "demo", name: "queued" }, { connection });
    taken.logger.reportText("a line");
  }
  expect((await task.reload()).status).toBe("in_progress");
});

test("a function that throws fails the agent's task, with its reason in the console", async () => {
  const { connection, task } = await agentsTask();
  const failing = withTask({ project: "demo", name: "queued" }, () => Promise.reject(new RangeError("no rows")), {
    connection,
  });
  await expect(failing).rejects.toThrow(RangeError);
  await task.reload();
  expect(task).toMatchObject({ status: "failed", record: { status_message: "RangeError: no rows" } });
  expect(await consoleOf(task)).toContain("RangeError: no rows");
});

test("somebody's stop aborts the signal, and the agent writes it down", async () => {
  const { connection, outside, task } = await agentsTask();
  vi.useFakeTimers({ toFake: ["setInterval"] });
  try {
    const stopped = withTask(
      { project: "demo", name: "queued" },
      async ({ signal }) => {
        await outside.services.tasks.update({ task: task.id, status_message: "stopping" });
        await vi.advanceTimersByTimeAsync(30_000);
        await vi.waitUntil(() => signal.aborted, 60_000);
        signal.throwIfAborted();
      },
      { connection },
    );
    await expect(stopped).rejects.toThrow("stopped from outside");
  } finally {
    vi.useRealTimers();
  }
  expect((await task.reload()).record).toMatchObject({ status: "in_progress", status_message: "stopping" });
});

test("the console of the agent's task is left to the agent, that of other tasks is captured", async () => {
  const { connection, task } = await agentsTask();
  const first = await Task.init({ project: "demo", name: "queued" }, { connection });
  const step = await Task.init({ project: "demo", name: "a step" }, { connection });
  {
    using _capture = captureConsole();
    runInTask(first, () => process.stdout.write("printed by the main task\n"));
    runInTask(step, () => process.stdout.write("printed by a step\n"));
  }
  await first.close();
  await step.close();
  expect(await consoleOf(task)).toBe("");
  expect(await consoleOf(step)).toContain("printed by a step");
});

async function consoleOf(task: Task): Promise<string> {
  const lines: string[] = [];
  for await (const { msg } of task.getReportedConsole()) {
    lines.push(msg);
  }
  return lines.join("\n");
}
