import { expect, test } from "vitest";
import { component } from "../define/component.ts";
import { PipelineError, ResumeError } from "../errors.ts";
import { openServer, type TestServer } from "../fixtures/server.fixture.ts";
import { type Pipeline, pipeline } from "../pipeline.ts";
import type { StepReport } from "../steps/step-report.ts";

/** A chain of three steps, of which the last fails for as long as it is told to, and a count of how often each really ran. */
function brittlePipeline() {
  const ran: string[] = [];
  const state = { isBroken: true };
  const load = component({
    name: "load",
    run: ({ path }: { path: string }) => {
      ran.push(`load ${path}`);
      return { rows: [1, 2, 3] };
    },
  });
  const count = component({
    name: "count",
    run: ({ rows, factor }: { rows: number[]; factor: number }) => {
      ran.push("count");
      return { size: rows.length * factor };
    },
  });
  const report = component({
    name: "report",
    run: ({ size }: { size: number }) => {
      ran.push("report");
      if (state.isBroken) {
        throw new RangeError("no printer");
      }
      return { text: `${size} rows`, list: [size] };
    },
  });
  const flow = pipeline(
    { name: "brittle", project: "Comfort" },
    ({ path, factor }: { path: string; factor: number }) => {
      const { size } = count({ rows: load({ path }).outputs.rows, factor }).outputs;
      return report({ size }).outputs;
    },
  );
  return { ran, state, flow };
}

async function failedRun(server: TestServer, { flow }: ReturnType<typeof brittlePipeline>): Promise<PipelineError> {
  const error = await flow.run({ path: "a.csv", factor: 2 }, server).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(PipelineError);
  return error as PipelineError;
}

const idsOf = (steps: Readonly<Record<string, StepReport>>) =>
  Object.fromEntries(Object.entries(steps).map(([name, { taskId }]) => [name, taskId]));

test("a failed run goes on in the same controller, from the steps that have completed, with its parameters", async () => {
  const server = await openServer();
  const brittle = brittlePipeline();
  const failed = await failedRun(server, brittle);
  brittle.state.isBroken = false;
  const run = await brittle.flow.resume(failed.controllerId, server);

  expect(run.controllerId).toBe(failed.controllerId);
  expect(run.result).toEqual({ text: "6 rows", list: [6] });
  expect(brittle.ran).toEqual(["load a.csv", "count", "report", "report"]);
  const before = idsOf(failed.steps);
  expect(idsOf(run.steps)).toMatchObject({ load: before["load"], count: before["count"] });
  expect(run.steps["report"]?.taskId).not.toBe(before["report"]);
  expect(run.steps["load"]).toMatchObject({ status: "completed", cache: { hit: true, taskId: before["load"] } });
  const controller = await server.task(run.controllerId);
  expect(controller.record).toMatchObject({ status: "completed", type: "controller" });
  expect(JSON.parse(controller.getConfigurationObject("Pipeline")?.value ?? "")).toMatchObject({
    load: { status: "completed", executed: before["load"] },
    report: { status: "completed", executed: run.steps["report"]?.taskId },
  });
  expect((await server.task(before["report"])).status).toBe("failed");
});

test("a run whose function failed stores a result, although its first attempt had begun to", async () => {
  const server = await openServer();
  const brittle = brittlePipeline();
  const failed = await failedRun(server, brittle);
  const controller = await server.task(failed.controllerId);
  await server.connection.services.tasks.started({ task: controller.id, force: true });
  await controller.uploadArtifact("list", { json: [0] });
  await server.connection.services.tasks.failed({ task: controller.id, force: true });
  brittle.state.isBroken = false;
  await brittle.flow.resume(failed.controllerId, server);
  expect(await (await server.task(failed.controllerId)).artifacts.get("list")?.get()).toEqual([6]);
});

test("steps that are forced run again, and so do those whose inputs they change", async () => {
  const server = await openServer();
  const brittle = brittlePipeline();
  const failed = await failedRun(server, brittle);
  brittle.state.isBroken = false;
  const warned = server.warnings.length;
  const run = await brittle.flow.resume(failed.controllerId, { ...server, force: ["load", "lod"] });
  // The same rows come out of it, so that the next step has done its work already.
  expect(brittle.ran).toEqual(["load a.csv", "count", "report", "load a.csv", "report"]);
  expect(run.steps["load"]?.cache).toMatchObject({ hit: false, reason: "The step is forced to run." });
  expect(server.warnings.slice(warned)).toEqual([expect.stringContaining("no step of this name")]);
});

test("a parameter that was changed on the controller changes the steps that take it", async () => {
  const server = await openServer();
  const brittle = brittlePipeline();
  const failed = await failedRun(server, brittle);
  const { hyperparams } = (await server.task(failed.controllerId)).record;
  const factor = { section: "Args", name: "factor", value: "5", type: "int" };
  await server.connection.services.tasks.edit({
    task: failed.controllerId,
    hyperparams: { ...hyperparams, Args: { ...hyperparams?.["Args"], factor } },
    force: true,
  });
  brittle.state.isBroken = false;
  const run = await brittle.flow.resume(failed.controllerId, server);
  expect(run.result.text).toBe("15 rows");
  expect(brittle.ran).toEqual(["load a.csv", "count", "report", "count", "report"]);
});

test("steps that ran side by side under other names are found by their work", async () => {
  const server = await openServer();
  const ran: number[] = [];
  let order = [3, 1, 2];
  let isBroken = true;
  const square = component({
    name: "square",
    run: ({ x }: { x: number }) => {
      ran.push(x);
      return { y: x * x };
    },
  });
  const last = component({
    name: "last",
    run: ({ all }: { all: number[] }) => {
      if (isBroken) {
        throw new Error("broken");
      }
      return { sum: all.reduce((left, right) => left + right, 0) };
    },
  });
  const flow = pipeline({ name: "fan", project: "Comfort" }, () =>
    last({ all: order.map((x) => square({ x }).outputs.y) }),
  );
  const failed = await flow.run({}, server).catch((error: PipelineError) => error);
  [isBroken, order] = [false, [1, 2, 3]];
  const run = await flow.resume(failed.controllerId, server);
  expect(run.result).toEqual({ sum: 14 });
  expect(ran).toHaveLength(3);
});

test("a step that was cut short is marked as stopped, and runs again in a task of its own", async () => {
  const server = await openServer();
  let isFirst = true;
  let cutShort = "";
  const work = component({
    name: "work",
    run: async (_input: object, { task }) => {
      if (isFirst) {
        isFirst = false;
        cutShort = task.id;
        throw new Error("as if killed");
      }
      return { x: 1 };
    },
  });
  const flow = pipeline({ name: "killed", project: "Comfort" }, () => work({}));
  const failed = await flow.run({}, server).catch((error: PipelineError) => error);
  // The state that a process leaves which is killed.
  for (const task of [cutShort, failed.controllerId]) {
    await server.connection.services.tasks.started({ task, force: true });
  }
  const run = await flow.resume(failed.controllerId, server);
  expect(run.result).toEqual({ x: 1 });
  expect(run.steps["work"]?.taskId).not.toBe(cutShort);
  expect((await server.task(cutShort)).record).toMatchObject({
    status: "stopped",
    status_message: expect.stringContaining("cut short"),
  });
});

test("a run that has nothing left to do, that runs, or is of another pipeline, is not resumed", async () => {
  const server = await openServer();
  const brittle = brittlePipeline();
  const failed = await failedRun(server, brittle);
  const other = pipeline({ name: "other", project: "Comfort" }, () => {});
  await expect(other.resume(failed.controllerId, server)).rejects.toThrow('not a run of pipeline "other"');
  brittle.state.isBroken = false;
  const { controllerId } = await brittle.flow.resume(failed.controllerId, server);
  await expect(brittle.flow.resume(controllerId, server)).rejects.toThrow(ResumeError);

  const problems: unknown[] = [];
  const self: Pipeline<object, void> = pipeline(
    { name: "self", project: "Comfort" },
    async (_params: object, { task }) => {
      problems.push(await self.resume(task.id, server).catch((error: unknown) => error));
    },
  );
  await self.run({}, server);
  expect(problems).toEqual([
    expect.objectContaining({ name: "ResumeError", problem: expect.stringMatching(/running/) }),
  ]);
});
