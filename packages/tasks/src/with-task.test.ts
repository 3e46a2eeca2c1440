import { expect, test } from "vitest";
import { captureConsole } from "./capture-console.ts";
import { runInTask } from "./current-task.ts";
import { NoCurrentTaskError } from "./errors.ts";
import { liveConnection } from "./live-connection.fixture.ts";
import { createTask, findTaskByName, logArtifact, logMetric } from "./shortcuts.ts";
import { TaskStoppedError } from "./task/errors.ts";
import { Task } from "./task/task.ts";
import { withTask } from "./with-task.ts";

async function consoleOf(task: Task): Promise<string> {
  const lines: string[] = [];
  for await (const { msg } of task.getReportedConsole()) {
    lines.push(msg);
  }
  return lines.join("\n");
}

test("inside withTask the task is current, and it completes with the function", async () => {
  const { connection } = await liveConnection();
  const result = await withTask(
    { project: "demo", name: "wrapped" },
    async (task) => {
      expect(Task.current()).toBe(task);
      logMetric("loss/train", 0.5, { iteration: 1 });
      logMetric("R2", 0.9);
      await logArtifact("summary", { ok: true });
      return 7;
    },
    { connection },
  );
  expect(result).toBe(7);
  expect(Task.current()).toBeUndefined();
  const task = await findTaskByName({ project: "demo", name: "wrapped" }, { connection });
  expect(task.status).toBe("completed");
  expect(await task.getReportedScalars()).toEqual({ loss: { train: { x: [1], y: [0.5] } } });
  expect(await task.getReportedSingleValues()).toEqual({ R2: 0.9 });
  expect(await task.artifacts.get("summary")?.get()).toEqual({ ok: true });
});

test("a function that throws leaves its task failed, and its own error to the caller", async () => {
  const { connection } = await liveConnection();
  const failure = new RangeError("no rows left");
  await expect(
    withTask(
      { project: "demo", name: "thrower" },
      () => {
        throw failure;
      },
      { connection },
    ),
  ).rejects.toBe(failure);
  const task = await findTaskByName({ project: "demo", name: "thrower" }, { connection });
  expect(task).toMatchObject({ status: "failed", record: { status_message: "RangeError: no rows left" } });
});

test("a function that does not look at the signal is not waited for when somebody stops its task", async () => {
  const { connection } = await liveConnection();
  const run = withTask(
    // The server is asked about a controller more often than about other tasks.
    { project: "demo", name: "deaf", type: "controller" },
    async ({ id }) => {
      await connection.services.tasks.stop({ task: id, force: true });
      return new Promise<never>(() => {});
    },
    { connection },
  );
  await expect(run).rejects.toThrow(TaskStoppedError);
  expect(await findTaskByName({ project: "demo", name: "deaf" }, { connection })).toMatchObject({ status: "stopped" });
});

test("a function may end its task itself", async () => {
  const { connection } = await liveConnection();
  await withTask({ project: "demo", name: "stopper" }, (task) => task.stop(), { connection });
  expect(await findTaskByName({ project: "demo", name: "stopper" }, { connection })).toMatchObject({
    status: "stopped",
  });
});

test("when the server is gone at the end, the caller hears it, and what the function threw comes first", async () => {
  const { connection, cut } = await liveConnection();
  const run = (name: string, error?: Error) =>
    withTask(
      { project: "demo", name },
      () => {
        logMetric("R2", 1);
        cut();
        if (error) {
          throw error;
        }
      },
      { connection },
    );
  await expect(run("silent")).rejects.toThrow("cannot be reached");
  cut(false);
  await expect(run("thrower", new RangeError("mine"))).rejects.toThrow("mine");
  cut(false);
  expect(await findTaskByName({ project: "demo", name: "silent" }, { connection })).toMatchObject({
    status: "in_progress",
  });
});

test("leaving a block while the server is gone is an error, and takes no second wait", async () => {
  const { connection, cut } = await liveConnection();
  const leave = async () => {
    await using task = await Task.init({ project: "demo", name: "scoped" }, { connection });
    task.logger.reportSingleValue("x", 1);
    cut();
  };
  await expect(leave()).rejects.toThrow("cannot be reached");
});

test("a flush that failed is made good when the server is back", async () => {
  const { connection, cut } = await liveConnection();
  await using task = await Task.init({ project: "demo", name: "patient" }, { connection });
  task.logger.reportSingleValue("x", 1);
  cut();
  await expect(task.flush()).rejects.toThrow("1 events of task");
  cut(false);
  await task.flush();
  expect(await task.getReportedSingleValues()).toEqual({ x: 1 });
});

test("what runs side by side goes to its own task's console, and still to the terminal", async () => {
  const { connection } = await liveConnection();
  const write = process.stdout.write;
  const seen: string[] = [];
  process.stdout.write = ((chunk: string) => seen.push(chunk) > 0) as typeof process.stdout.write;
  try {
    const run = (name: string) =>
      withTask(
        { project: "demo", name },
        async () => {
          for (const step of [1, 2, 3]) {
            process.stdout.write(`${name} ${step}\n`);
            await Promise.resolve();
          }
        },
        { connection },
      );
    await Promise.all([run("left"), run("right")]);
    process.stdout.write("nobody's\n");
  } finally {
    process.stdout.write = write;
  }
  expect(seen.sort()).toEqual([
    "left 1\n",
    "left 2\n",
    "left 3\n",
    "nobody's\n",
    "right 1\n",
    "right 2\n",
    "right 3\n",
  ]);
  for (const name of ["left", "right"]) {
    const task = await findTaskByName({ project: "demo", name }, { connection });
    expect(await consoleOf(task)).toBe(`${name} 1\n${name} 2\n${name} 3`);
  }
});

test("the console is captured by as many as want it, and restored by the last", async () => {
  const original = process.stdout.write;
  const first = captureConsole();
  const patched = process.stdout.write;
  const second = captureConsole();
  expect(process.stdout.write).toBe(patched);
  expect(patched).not.toBe(original);
  first.close();
  first.close();
  expect(process.stdout.write).toBe(patched);
  second.close();
  expect(process.stdout.write).toBe(original);
});

test("shortcuts outside any task say what to do", async () => {
  expect(() => logMetric("x", 1)).toThrow(NoCurrentTaskError);
  expect(() => logMetric("x", 1)).toThrow("Call it inside withTask() or runInTask()");
  const { connection } = await liveConnection();
  await using task = await createTask({ project: "demo", name: "made by hand" }, { connection });
  runInTask(task, () => logMetric("x", 1));
  await task.flush();
  expect(await task.getReportedSingleValues()).toEqual({ x: 1 });
});
