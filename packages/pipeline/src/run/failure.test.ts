import { connect } from "@clearml-ts/client";
import { startServer } from "@clearml-ts/server";
import { expect, test } from "vitest";
import { component } from "../define/component.ts";
import { PipelineError, type StepError } from "../errors.ts";
import { openServer } from "../fixtures/server.fixture.ts";
import { pipeline } from "../pipeline.ts";

/** Rejects as soon as the signal aborts. */
function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

const wait = component({
  name: "wait",
  run: async (_input: object, { signal }) => ({ never: await untilAborted(signal) }),
});
const use = component({ name: "use", run: ({ x }: { x: string }) => ({ y: x }) });

async function errorOf(run: Promise<unknown>): Promise<PipelineError> {
  const error = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(PipelineError);
  return error as PipelineError;
}

test("a failing component fails its task, what needs it is skipped, what runs is stopped, and the run fails", async () => {
  const server = await openServer();
  const fail = component({
    name: "fail",
    run: ({ column }: { column: string }): { x: string } => {
      throw new RangeError(`no column ${column}`);
    },
  });
  const flow = pipeline({ name: "flow", project: "Comfort", concurrency: 2 }, () => {
    wait({});
    return use({ x: fail({ column: "co2" }).outputs.x });
  });
  const error = await errorOf(flow.run({}, server));

  expect(error.message).toContain('Pipeline "flow" failed at step "fail": no column co2');
  expect(error.cause).toBeInstanceOf(RangeError);
  expect(error.steps).toMatchObject({
    fail: { status: "failed", taskId: error.taskId },
    wait: { status: "aborted" },
    use: { status: "skipped", taskId: undefined },
  });
  const task = await server.task(error.taskId);
  expect(task.record).toMatchObject({ status: "failed", status_message: "RangeError: no column co2" });
  expect((await server.task(error.steps["wait"]?.taskId)).status).toBe("stopped");
  const controller = await server.task(error.controllerId);
  expect(controller.status).toBe("failed");
  const reason = `Pipeline step failed: "fail" (task ${error.taskId}): no column co2`;
  expect(controller.record).toMatchObject({ status_reason: reason, status_message: reason });
  const nodes = JSON.parse(controller.getConfigurationObject("Pipeline")?.value ?? "");
  expect(nodes).toMatchObject({
    fail: { status: "failed", executed: false, job_id: error.taskId },
    wait: { status: "aborted", executed: false },
    use: { status: "skipped", executed: null, skip_job: true },
  });
});

test("with continueOnFail the rest of the pipeline completes", async () => {
  const server = await openServer();
  const optional = component({
    name: "optional",
    continueOnFail: true,
    run: (): { x: string } => {
      throw new Error("not today");
    },
  });
  const flow = pipeline({ name: "flow", project: "Comfort" }, async () => {
    const step = optional({});
    use({ x: step.outputs.x }, { name: "use of it" });
    const rest = use({ x: "other" });
    const why = await step.then(
      () => "",
      (error) => (error as StepError).reason,
    );
    return { y: rest.outputs.y, why };
  });
  const run = await flow.run({}, server);
  expect(run.result).toEqual({ y: "other", why: "not today" });
  expect(run.steps).toMatchObject({
    optional: { status: "failed" },
    "use of it": { status: "skipped" },
    use: { status: "completed" },
  });
  expect((await server.task(run.controllerId)).status).toBe("completed");
});

test("a result that a failed step should have made is a failure of that step", async () => {
  const server = await openServer();
  const optional = component({
    name: "optional",
    continueOnFail: true,
    run: (): { x: string } => {
      throw new Error("not today");
    },
  });
  const flow = pipeline({ name: "flow", project: "Comfort" }, () => optional({}));
  expect(await errorOf(flow.run({}, server))).toMatchObject({ step: "optional", cause: { message: "not today" } });
});

test("a failure that the function catches is the function's business: the others go on, and the run completes", async () => {
  const server = await openServer();
  const hard = component({
    name: "hard",
    run: (): { x: string } => {
      throw new Error("too hard");
    },
  });
  const flow = pipeline({ name: "flow", project: "Comfort" }, async () => {
    const other = use({ x: "other" });
    try {
      return await use({ x: hard({}).outputs.x }, { name: "use of hard" });
    } catch (error) {
      const { origin } = error as StepError;
      const easy = use({ x: `${origin.step}: ${origin.reason}` }, { name: "easy" });
      return { y: easy.outputs.y, other: other.outputs.y };
    }
  });
  const run = await flow.run({}, server);
  expect(run.result).toEqual({ y: "hard: too hard", other: "other" });
  expect(run.steps).toMatchObject({
    hard: { status: "failed" },
    "use of hard": { status: "skipped" },
    use: { status: "completed" },
    easy: { status: "completed" },
  });
  const controller = await server.task(run.controllerId);
  expect(controller.status).toBe("completed");
  expect(JSON.parse(controller.getConfigurationObject("Pipeline")?.value ?? "")).toMatchObject({
    hard: { status: "failed", executed: false },
    "use of hard": { status: "skipped", executed: null },
  });
});

test("a failure that nobody waits for ends the run at once, as an unhandled rejection ends a program", async () => {
  const server = await openServer();
  const fail = component({
    name: "fail",
    run: (): { x: string } => {
      throw new Error("boom");
    },
  });
  const flow = pipeline({ name: "flow", project: "Comfort", concurrency: 2 }, async (_params: object, { signal }) => {
    fail({});
    await untilAborted(signal);
  });
  expect(await errorOf(flow.run({}, server))).toMatchObject({ step: "fail", cause: { message: "boom" } });
});

test("an output of a step that was skipped blames the step that failed", async () => {
  const server = await openServer();
  const optional = component({
    name: "optional",
    continueOnFail: true,
    run: (): { x: string } => {
      throw new RangeError("no column co2");
    },
  });
  const flow = pipeline({ name: "flow", project: "Comfort" }, () => {
    const first = use({ x: optional({}).outputs.x });
    return { y: use({ x: first.outputs.y }, { name: "second" }).outputs.y };
  });
  const error = await errorOf(flow.run({}, server));
  expect(error).toMatchObject({ step: "optional", cause: { name: "RangeError" } });
  expect(error.taskId).toBe(error.steps["optional"]?.taskId);
  const reason = `Pipeline step failed: "optional" (task ${error.taskId}): no column co2`;
  expect((await server.task(error.controllerId)).record.status_reason).toBe(reason);
});

test("a component is tried again as often as it says, in one task", async () => {
  const server = await openServer();
  let tries = 0;
  const flaky = component({
    name: "flaky",
    retries: 2,
    run: () => {
      tries += 1;
      if (tries < 3) {
        throw new Error(`try ${tries}`);
      }
      return { tries };
    },
  });
  const flow = pipeline({ name: "flow", project: "Comfort" }, () => flaky({}));
  const run = await flow.run({}, server);
  expect(run.result).toEqual({ tries: 3 });
  const said = await server.consoleOf(run.steps["flaky"]?.taskId);
  expect(said).toContain("Retrying (1 of 2)");
  expect(said).toContain("Retrying (2 of 2)");
});

test("a function that throws stops its steps and fails the run", async () => {
  const server = await openServer();
  const flow = pipeline({ name: "flow", project: "Comfort" }, () => {
    wait({});
    throw new TypeError("no such model");
  });
  const error = await errorOf(flow.run({}, server));
  expect(error.message).toContain('Pipeline "flow" failed outside its steps: no such model');
  expect(error.step).toBeUndefined();
  expect((await server.task(error.controllerId)).status).toBe("failed");
});

test("an abort stops the steps that run and the controller, and rejects with its reason", async () => {
  const server = await openServer();
  const abort = new AbortController();
  const ids: string[] = [];
  const flow = pipeline({ name: "flow", project: "Comfort" }, (_params, { task }) => {
    ids.push(task.id);
    const step = wait({});
    use({ x: step.outputs.never });
  });
  const reason = new Error("Ctrl-C");
  const run = flow.run(
    {},
    {
      ...server,
      signal: abort.signal,
      onProgress: ({ step }) => {
        if (step.taskId && step.status === "running") {
          ids.push(step.taskId);
          abort.abort(reason);
        }
      },
    },
  );
  await expect(run).rejects.toBe(reason);
  const [controllerId, stepId] = ids;
  const controller = await server.task(controllerId);
  expect(controller.record).toMatchObject({ status: "stopped", status_message: "Pipeline aborted" });
  expect((await server.task(stepId)).status).toBe("stopped");
  const nodes = JSON.parse(controller.getConfigurationObject("Pipeline")?.value ?? "");
  expect(nodes).toMatchObject({ wait: { status: "aborted" }, use: { status: "skipped" } });
});

test("a run that is aborted before it begins leaves nothing behind", async () => {
  const server = await openServer({ own: true });
  const flow = pipeline({ name: "flow", project: "Comfort" }, () => {});
  await expect(flow.run({}, { ...server, signal: AbortSignal.abort(new Error("no")) })).rejects.toThrow("no");
  const { tasks } = await server.connection.services.tasks.getAll({ search_hidden: true });
  expect(tasks).toEqual([]);
});

test("outputs that are not JSON, or would hide an artifact, fail the step", async () => {
  const server = await openServer();
  const list = component({ name: "list", run: () => JSON.parse("[1, 2]") });
  const clash = component({
    name: "clash",
    run: async (_input: object, { task }) => {
      await task.uploadArtifact("report", "text");
      return { report: { rows: 1 } };
    },
  });
  const one = await errorOf(pipeline({ name: "one", project: "Comfort" }, () => void list({})).run({}, server));
  expect(one.message).toContain('Output of step "list" must be an object of named values');
  const two = await errorOf(pipeline({ name: "two", project: "Comfort" }, () => void clash({})).run({}, server));
  expect(two.message).toContain("has the name of an artifact that the component uploaded");
  expect((await server.task(two.taskId)).status).toBe("failed");
});

test("a server that is away for a while in mid-run only delays the run", async () => {
  await using server = await startServer({ database: ":memory:", listen: false });
  let failures = 0;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    if (failures > 0) {
      failures -= 1;
      throw new TypeError("fetch failed");
    }
    return server.fetch(new Request(input, init));
  };
  const retry = { retries: 100, minDelay: 1, maxDelay: 1 };
  await using connection = await connect({ ...server.credentials, fetch, retry });
  const leaves = component({
    name: "leaves",
    run: ({ n }: { n: number }) => {
      failures = 20;
      return { n: n + 1, list: [n] };
    },
  });
  const flow = pipeline({ name: "flow", project: "Comfort" }, () => {
    const [left, right] = [leaves({ n: 0 }), leaves({ n: 1 })];
    return leaves({ n: left.outputs.n }, { after: [right] });
  });
  const run = await flow.run({}, { connection });
  expect(run.result).toEqual({ n: 2, list: [1] });
  expect(Object.values(run.steps).map(({ status }) => status)).toEqual(["completed", "completed", "completed"]);
});

test("a server that goes away in mid-run ends the run with a clear error", async () => {
  await using server = await startServer({ database: ":memory:", listen: false });
  let isGone = false;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    if (isGone) {
      throw new TypeError("fetch failed");
    }
    return server.fetch(new Request(input, init));
  };
  await using connection = await connect({ ...server.credentials, fetch, retry: { retries: 0 } });
  const last = component({
    name: "last",
    run: () => {
      isGone = true;
      return { x: "y" };
    },
  });
  const flow = pipeline({ name: "flow", project: "Comfort" }, () => use({ x: last({}).outputs.x }));
  const error = await errorOf(flow.run({}, { connection }));

  expect(error).toMatchObject({ step: "last", recordingError: { name: "ConnectionError" } });
  expect(error.message).toContain("may look as if it were still running");
  isGone = false;
});
