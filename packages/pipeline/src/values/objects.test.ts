import { Dataset, DatasetNotFoundError } from "@clearml-ts/datasets";
import { InputModel, Model, registerModel } from "@clearml-ts/models";
import { expect, test } from "vitest";
import { z } from "zod";
import { component } from "../define/component.ts";
import type { PipelineError } from "../errors.ts";
import { openServer } from "../fixtures/server.fixture.ts";
import { makeSurvey, openSurvey, textOf } from "../fixtures/survey.fixture.ts";
import { pipeline } from "../pipeline.ts";

const project = "Comfort";

const collect = component({
  name: "collect",
  cache: true,
  run: async ({ text }: { text: string }, { connection }) => ({ data: await makeSurvey(connection, text), rows: 1 }),
});
const read = component({
  name: "read",
  cache: true,
  run: async ({ data }: { data: Dataset }) => ({ text: await textOf(data), from: data.version ?? "" }),
});
const train = component({
  name: "train",
  cache: true,
  run: async ({ text }: { text: string }, { task }) => {
    const weights = Buffer.from(text);
    return { model: await registerModel({ task, name: "votes", weights, targetName: "votes.bin" }) };
  },
});
const survey = pipeline({ name: "survey", project }, ({ text }: { text: string }) => {
  const raw = collect({ text });
  return { data: raw.outputs.data, read: read({ data: raw.outputs.data }) };
});

test("a dataset goes from step to step as the object it is, and its id is in their parameters", async () => {
  const server = await openServer();
  const seen: Dataset[] = [];
  const look = component({
    name: "look",
    run: ({ data }: { data: Dataset }) => {
      seen.push(data);
    },
  });
  const flow = pipeline({ name: "flow", project }, () => {
    const raw = collect({ text: "cold" });
    look({ data: raw.outputs.data });
    return raw.outputs;
  });
  const run = await flow.run({}, server);

  const { data } = run.result;
  expect(data).toBeInstanceOf(Dataset);
  expect(seen[0]).toBe(data);
  const maker = await server.task(run.steps["collect"]?.taskId);
  expect(maker.getParameters()).toMatchObject({ "return/data": data.id, "return/rows": 1 });
  expect(maker.record.hyperparams?.["return"]?.["data"]).toMatchObject({ value: data.id, type: "dataset" });
  const user = await server.task(run.steps["look"]?.taskId);
  expect(user.record.hyperparams?.["kwargs"]?.["data"]).toMatchObject({ value: data.id, type: "dataset" });
  const controller = await server.task(run.controllerId);
  expect(controller.record.hyperparams?.["return"]?.["data"]).toMatchObject({ value: data.id, type: "dataset" });
  expect(data.task.parent).toBe(maker.id);
});

test("a dataset from the cache is loaded once, however many steps take it", async () => {
  const server = await openServer();
  const first = await survey.run({ text: "warm" }, server);
  const twice = pipeline({ name: "survey", project }, ({ text }: { text: string }) => {
    const [raw, again] = [collect({ text }), collect({ text })];
    return { raw, again, parts: read({ data: raw.outputs.data }) };
  });
  const second = await twice.run({ text: "warm" }, server);

  expect(second.steps).toMatchObject({ collect: { status: "cached" }, read: { status: "cached" } });
  expect(second.result.raw.data).toBeInstanceOf(Dataset);
  expect(second.result.raw.data.id).toBe(first.result.data.id);
  expect(second.result.again.data).toBe(second.result.raw.data);
  expect(await textOf(second.result.raw.data)).toBe("warm");
  expect(second.result.parts).toEqual({ text: "warm", from: "1.0.0" });
});

test("another version is another input, the same version under another name is not", async () => {
  const server = await openServer();
  await survey.run({ text: "warm" }, server);
  const other = await survey.run({ text: "hot" }, server);
  expect(other.steps["read"]?.cache).toMatchObject({ hit: false, changed: ["input data"] });
  expect(other.result.read).toEqual({ text: "hot", from: "1.0.1" });

  const byHand = pipeline({ name: "survey", project }, ({ data }: { data: Dataset }) => read({ data }));
  const same = await byHand.run({ data: await Dataset.get({ id: other.result.data.id }, server) }, server);
  expect(same.steps["read"]?.status).toBe("cached");
  expect((await server.task(same.controllerId)).record.hyperparams?.["Args"]?.["data"]).toMatchObject({
    value: other.result.data.id,
    type: "dataset",
  });
  const nodes = JSON.parse((await server.task(same.controllerId)).getConfigurationObject("Pipeline")?.value ?? "");
  expect(nodes.read.parameters).toEqual({ "kwargs/data": other.result.data.id });
});

test("a model comes back from the cache as one, and other weights are another input", async () => {
  const server = await openServer();
  let uses = 0;
  const use = component({
    name: "use",
    cache: true,
    run: ({ model }: { model: Model }) => {
      uses += 1;
      return { model, framework: model.framework ?? null };
    },
  });
  const flow = pipeline({ name: "flow", project }, () => use(train({ text: "forest" })));
  const first = await flow.run({}, server);
  const second = await flow.run({}, server);
  expect(second.steps).toMatchObject({ train: { status: "cached" }, use: { status: "cached" } });
  expect(second.result.model).toBeInstanceOf(InputModel);
  expect(second.result.model).toMatchObject({ id: first.result.model.id, url: first.result.model.url });
  expect((await server.task(second.steps["use"]?.taskId)).getParameter("return/model")).toBe(first.result.model.id);

  const { id } = first.result.model;
  await server.connection.services.models.edit({ model: id, uri: "https://example.com/other.bin" });
  const third = await flow.run({}, server);
  expect(third.steps).toMatchObject({ train: { status: "cached" }, use: { status: "completed" } });
  expect(third.result.model.url).toBe("https://example.com/other.bin");
  expect(uses).toBe(2);
});

test("datasets and models may be anywhere in inputs, outputs, parameters and results", async () => {
  const server = await openServer();
  const [left, right] = [await makeSurvey(server.connection, "left"), await makeSurvey(server.connection, "right")];
  const sort = component({
    name: "sort",
    cache: true,
    run: ({ parts, best }: { parts: { data: Dataset; weight: number }[]; best: { model: Model | null } }) => ({
      by: { first: parts[0]?.data ?? null, rest: parts.slice(1).map(({ data }) => data) },
      models: [best.model],
      weights: parts.map(({ weight }) => weight),
    }),
  });
  type Params = { inputs: { left: Dataset; all: Dataset[] } };
  const flow = pipeline({ name: "flow", project }, ({ inputs }: Params) => {
    const { model } = train({ text: "forest" }).outputs;
    const parts = inputs.all.map((data, index) => ({ data, weight: index + 1 }));
    return { sorted: sort({ parts, best: { model } }), given: [inputs.left] };
  });
  const first = await flow.run({ inputs: { left, all: [left, right] } }, server);
  const second = await flow.run({ inputs: { left, all: [left, right] } }, server);

  expect(second.steps["sort"]?.status).toBe("cached");
  for (const { result } of [first, second]) {
    expect(result.sorted.by.first?.id).toBe(left.id);
    expect(result.sorted.by.rest).toEqual([expect.any(Dataset)]);
    expect(result.sorted.by.rest[0]?.id).toBe(right.id);
    expect(result.sorted.models).toEqual([expect.any(Model)]);
    expect(result.sorted.weights).toEqual([1, 2]);
    expect(result.given).toEqual([left]);
  }
  const wire = (id: string) => ({ $clearml: "dataset", id });
  const step = await server.task(first.steps["sort"]?.taskId);
  expect(step.getParameters()).toMatchObject({
    "kwargs/parts": [
      { data: wire(left.id), weight: 1 },
      { data: wire(right.id), weight: 2 },
    ],
    "return/by": { first: wire(left.id), rest: [wire(right.id)] },
    "return/models": [{ $clearml: "model", id: first.result.sorted.models[0]?.id }],
  });
  expect([...step.artifacts.keys()]).toEqual(["weights"]);
  expect((await server.task(first.controllerId)).getParameters()).toMatchObject({
    "Args/inputs/left": left.id,
    "Args/inputs/all": [wire(left.id), wire(right.id)],
  });
});

test("a dataset that is left open fails the step, and is failed with it", async () => {
  const server = await openServer();
  const ids: string[] = [];
  const forget = component({
    name: "forget",
    run: async (_input: object, { connection }) => {
      const data = await openSurvey(connection, "half");
      ids.push(data.id);
      return { inside: [data] };
    },
  });
  const leave = component({
    name: "leave",
    run: async (_input: object, { connection }) => {
      await using data = await openSurvey(connection, "half");
      ids.push(data.id);
      return { data };
    },
  });
  const failureOf = (flow: Promise<unknown>) => flow.catch((error: PipelineError) => error);
  for (const [step, place] of [[forget, "inside[0]"] as const, [leave, "data"] as const]) {
    const flow = pipeline({ name: "flow", project }, () => void step({}));
    const error = (await failureOf(flow.run({}, server))) as PipelineError;
    const id = ids.at(-1) ?? "";
    expect(error.cause).toMatchObject({ name: "PipelineValueError", where: expect.stringMatching(/^Output of step/) });
    expect(error.message).toContain(`.${place} is dataset ${id}, which is not finalized`);
    expect(error.message).toContain("call finalize()");
    expect((await server.task(error.taskId)).status).toBe("failed");
    expect((await server.task(id)).status).toBe("failed");
  }
});

test("an open dataset is not an input, and stays open", async () => {
  const server = await openServer();
  await using data = await openSurvey(server.connection, "half");
  const flow = pipeline({ name: "flow", project }, () => read({ data }));
  await expect(flow.run({}, server)).rejects.toMatchObject({
    step: "read",
    taskId: undefined,
    cause: { where: 'Input of step "read".data', problem: expect.stringContaining("not finalized") },
  });
  expect((await server.task(data.id)).status).toBe("in_progress");
});

test("what comes from another connection is loaded through that of the run", async () => {
  const server = await openServer();
  const other = await server.connectAgain();
  const elsewhere = component({
    name: "elsewhere",
    run: async (_input: object) => ({ data: await makeSurvey(other, "elsewhere") }),
  });
  const flow = pipeline({ name: "flow", project }, (params: { given: Dataset }) => {
    const { data: made } = elsewhere({}).outputs;
    return { made, given: params.given };
  });
  const given = await makeSurvey(other, "given");
  const { result } = await flow.run({ given }, server);
  expect(result.given).toMatchObject({ id: given.id, connection: server.connection });
  expect(result.made.connection).toBe(server.connection);
});

test("a dataset of another server is not found, before anything is recorded", async () => {
  const server = await openServer({ own: true });
  const stranger = await openServer({ own: true });
  const given = await makeSurvey(stranger.connection, "foreign");
  const flow = pipeline({ name: "flow", project }, (params: { given: Dataset }) => read({ data: params.given }));
  await expect(flow.run({ given }, server)).rejects.toThrow(DatasetNotFoundError);
  expect((await server.connection.services.tasks.getAll({ search_hidden: true })).tasks).toEqual([]);
});

test("a step whose dataset is gone is not taken from the cache", async () => {
  const server = await openServer();
  const first = await survey.run({ text: "warm" }, server);
  await server.connection.services.tasks.delete({ task: first.result.data.id, force: true });
  const second = await survey.run({ text: "warm" }, server);
  expect(second.steps["collect"]?.cache).toMatchObject({
    hit: false,
    reason: expect.stringContaining(`No dataset with id "${first.result.data.id}"`),
  });
  expect(second.result.data.id).not.toBe(first.result.data.id);
});

test("schemas see datasets and models as the objects they are", async () => {
  const server = await openServer();
  const data = z.custom<Dataset>((value) => value instanceof Dataset, "must be a dataset");
  const check = component({
    name: "check",
    input: z.object({ data }),
    output: z.object({ data }),
    run: ({ data: given }) => ({ data: given }),
  });
  const made = await makeSurvey(server.connection, "x");
  const flow = pipeline({ name: "flow", project }, () => check({ data: made }));
  expect((await flow.run({}, server)).result.data).toBe(made);
  const wrong = pipeline({ name: "flow", project }, () => check({ data: "x" as never }));
  await expect(wrong.run({}, server)).rejects.toThrow("data: must be a dataset");
});
