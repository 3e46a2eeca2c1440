import { expect, test } from "vitest";
import { component } from "../define/component.ts";
import { openServer } from "../fixtures/server.fixture.ts";
import { pipeline } from "../pipeline.ts";

/** A pipeline with one cached component that reads a "file", and a count of how often it really ran. */
function cachedPipeline(files: Record<string, string>, { version = "1" } = {}) {
  const runs: string[] = [];
  const read = component({
    name: "read",
    cache: true,
    version,
    cacheKey: ({ path }) => ({ content: files[path] }),
    run: ({ path, scale }: { path: string; scale: number }) => {
      runs.push(path);
      return {
        text: files[path] ?? "",
        size: 2.5 * scale,
        whole: 1e21,
        empty: "",
        yes: true,
        list: [1, "x", null],
        none: null,
        unknown: Number.NaN,
        bounds: { low: Number.NEGATIVE_INFINITY, all: [Number.NaN, Number.POSITIVE_INFINITY] },
        deep: { a: { b: [0.1] } },
        long: "x".repeat(70_000),
      };
    },
  });
  const use = component({
    name: "use",
    cache: true,
    run: ({ list }: { list: (string | number | null)[] }) => ({ n: list.length }),
  });
  const flow = pipeline({ name: "flow", project: "Comfort" }, (params: { path: string; scale: number }) => {
    const step = read(params);
    return { read: step, n: use({ list: step.outputs.list }).outputs.n };
  });
  return { runs, flow };
}

test("a component with the same key is taken from its earlier task, value for value", async () => {
  const server = await openServer();
  const { runs, flow } = cachedPipeline({ a: "alpha" });
  const first = await flow.run({ path: "a", scale: 1 }, server);
  const second = await flow.run({ path: "a", scale: 1 }, server);

  expect(runs).toEqual(["a"]);
  expect(second.result).toEqual(first.result);
  const taskId = first.steps["read"]?.taskId;
  expect(second.steps["read"]).toMatchObject({ status: "cached", taskId, cache: { hit: true, taskId } });
  expect(second.steps["use"]?.status).toBe("cached");
  expect(await server.consoleOf(second.controllerId)).toContain(`Step [read] is taken from task ${taskId}`);
  const nodes = JSON.parse((await server.task(second.controllerId)).getConfigurationObject("Pipeline")?.value ?? "");
  expect(nodes.read).toMatchObject({ status: "cached", executed: taskId, job_id: taskId });
});

test("a miss says what has changed", async () => {
  const server = await openServer();
  const files = { a: "alpha", b: "beta" };
  const { flow } = cachedPipeline(files);
  const miss = async (run: Promise<Awaited<ReturnType<typeof flow.run>>>) => (await run).steps["read"]?.cache;

  expect(await miss(flow.run({ path: "a", scale: 1 }, server))).toMatchObject({
    hit: false,
    reason: "No earlier run of the component in this pipeline has completed.",
  });
  files.a = "ALPHA";
  expect(await miss(flow.run({ path: "a", scale: 1 }, server))).toMatchObject({ changed: ["cacheKey content"] });
  expect(await miss(flow.run({ path: "a", scale: 2 }, server))).toMatchObject({ changed: ["input scale"] });
  const newer = cachedPipeline(files, { version: "2" });
  const run = await newer.flow.run({ path: "a", scale: 2 }, server);
  expect(run.steps["read"]?.cache).toMatchObject({
    hit: false,
    changed: ["version"],
    reason: expect.stringMatching(/^Changed since task [0-9a-f]{32}: version\.$/),
  });
  expect(await server.consoleOf(run.controllerId)).toContain(
    "Launching step [read]: not taken from the cache. Changed",
  );
});

test("an artifact from another task is the same input when its content is", async () => {
  const server = await openServer();
  const files = { a: "alpha", b: "beta" };
  const { flow } = cachedPipeline(files);
  await flow.run({ path: "a", scale: 1 }, server);
  const second = await flow.run({ path: "b", scale: 1 }, server);
  expect(second.steps).toMatchObject({ read: { status: "completed" }, use: { status: "cached" } });
});

test("archived tasks are not taken", async () => {
  const server = await openServer();
  const { runs, flow } = cachedPipeline({ a: "alpha" });
  const first = await flow.run({ path: "a", scale: 1 }, server);
  await server.connection.services.tasks.archive({ tasks: [first.steps["read"]?.taskId ?? ""] });
  await flow.run({ path: "a", scale: 1 }, server);
  expect(runs).toHaveLength(2);
});

test("a task that lost its artifacts is not taken", async () => {
  const server = await openServer();
  const { runs, flow } = cachedPipeline({ a: "alpha" });
  const first = await flow.run({ path: "a", scale: 1 }, server);
  const task = await server.task(first.steps["read"]?.taskId);
  await server.connection.services.tasks.edit({
    task: task.id,
    force: true,
    execution: { ...task.record.execution, artifacts: [] },
  });
  const second = await flow.run({ path: "a", scale: 1 }, server);
  expect(runs).toHaveLength(2);
  expect(second.steps["read"]?.cache).toMatchObject({
    hit: false,
    reason: expect.stringContaining("its outputs cannot be used"),
  });
});

test("a component that is not cached always runs", async () => {
  const server = await openServer();
  let runs = 0;
  const step = component({
    name: "step",
    run: () => {
      runs += 1;
      return {};
    },
  });
  const flow = pipeline({ name: "flow", project: "Comfort" }, () => void step({}));
  await flow.run({}, server);
  const run = await flow.run({}, server);
  expect(runs).toBe(2);
  expect(run.steps["step"]?.cache).toMatchObject({ hit: false, reason: "The component is not cached." });
});

test("a value that was awaited is the same input when it comes from the cache", async () => {
  const server = await openServer();
  const make = component({ name: "make", cache: true, run: (_input: object) => ({ sizes: { b: 1, a: [2] } }) });
  const use = component({
    name: "use",
    cache: true,
    run: ({ sizes }: { sizes: { a: number[]; b: number } }) => ({ sum: sizes.b + (sizes.a[0] ?? 0) }),
  });
  const flow = pipeline({ name: "flow", project: "Comfort" }, async () => use({ sizes: await make({}).outputs.sizes }));
  await flow.run({}, server);
  expect((await flow.run({}, server)).steps["use"]?.status).toBe("cached");
});

test("NaN and infinities are inputs like other numbers", async () => {
  const server = await openServer();
  const use = component({
    name: "use",
    cache: true,
    run: ({ rates }: { rates: number[] }) => ({ texts: rates.map(String) }),
  });
  const flow = pipeline({ name: "flow", project: "Comfort" }, ({ rate }: { rate: number }) =>
    use({ rates: [rate, 1] }),
  );
  expect((await flow.run({ rate: Number.NaN }, server)).result.texts).toEqual(["NaN", "1"]);
  expect((await flow.run({ rate: Number.NaN }, server)).steps["use"]?.status).toBe("cached");
  expect((await flow.run({ rate: Number.POSITIVE_INFINITY }, server)).result.texts).toEqual(["Infinity", "1"]);
});
