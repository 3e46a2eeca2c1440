import { Dataset } from "@clearml-ts/datasets";
import { type InputModel, Model, OutputModel } from "@clearml-ts/models";
import { expectTypeOf, test } from "vitest";
import { z } from "zod";
import { pipeline } from "../pipeline.ts";
import type { Jsonable, NotJson } from "../values/value.ts";
import type { Step } from "./call/step.ts";
import { component } from "./component.ts";
import type { OutputRef } from "./references/output-ref.ts";

const load = component({
  name: "load",
  run: async ({ path }: { path: string }) => ({ id: path, rows: 3, tags: ["a"], note: null as string | null }),
});
const count = component({ name: "count", run: ({ rows }: { rows: number }) => ({ twice: 2 * rows }) });
const merge = component({ name: "merge", run: ({ parts }: { parts: { id: string }[] }) => ({ size: parts.length }) });
const label = component({ name: "label", run: ({ text }: { text?: string }) => ({ text: text ?? "" }) });
const gather = component({
  name: "gather",
  run: async (_input: object, { connection }) => ({
    data: await Dataset.get({ id: "1" }, { connection }),
    model: await Model.get({ id: "2" }, { connection }),
    champion: null as InputModel | null,
  }),
});
const learn = component({
  name: "learn",
  run: ({ data }: { data: Dataset; from?: Model; all?: { part: Dataset }[] }) => ({ id: data.id }),
});
const judge = component({ name: "judge", run: ({ model }: { model: InputModel }) => ({ id: model.id }) });
const beep = component({ name: "beep", run: async () => {} });

// Nothing here runs: the compiler is what is tested, through `@ts-expect-error` and the types of variables.
function wiring() {
  const raw = load({ path: "x" });
  expectTypeOf(raw).toEqualTypeOf<Step<{ id: string; rows: number; tags: string[]; note: string | null }>>();
  expectTypeOf(raw.outputs.rows).toEqualTypeOf<OutputRef<number>>();
  expectTypeOf(raw.taskId).toEqualTypeOf<OutputRef<string>>();

  count({ rows: raw.outputs.rows });
  count({ rows: 3 });
  // @ts-expect-error a text is not a number
  count({ rows: raw.outputs.id });
  // @ts-expect-error what may be missing is not a number
  count({ rows: raw.outputs.note });
  // @ts-expect-error there is no such output
  count({ rows: raw.outputs.lines });
  // @ts-expect-error there is no such input
  count({ rows: 3, columns: 2 });
  // @ts-expect-error an input is missing
  count({});

  merge({ parts: [{ id: raw.outputs.id }, { id: "y" }, raw] });
  // @ts-expect-error references inside are checked as well
  merge({ parts: [{ id: raw.outputs.rows }] });

  label({ text: raw.outputs.id });
  label({});
  count(raw);
  count(raw.outputs);
  // @ts-expect-error the outputs as a whole do not fit
  merge(raw);
  beep({}, { after: [raw] });
}

function wiringObjects(dataset: Dataset, model: Model) {
  const { outputs } = gather({});
  expectTypeOf(outputs.data).toEqualTypeOf<OutputRef<Dataset>>();
  expectTypeOf(outputs.model).toEqualTypeOf<OutputRef<Model>>();
  expectTypeOf(outputs.champion).toEqualTypeOf<OutputRef<InputModel | null>>();

  learn({ data: outputs.data, from: outputs.model, all: [{ part: outputs.data }, { part: dataset }] });
  learn({ data: dataset, from: model });
  // @ts-expect-error a model is not a dataset
  learn({ data: outputs.model });
  // @ts-expect-error nor is it one where it is given as an object
  learn({ data: model });
  // @ts-expect-error an id is not a dataset
  learn({ data: load({ path: "x" }).outputs.id });
  // @ts-expect-error nor is JSON that looks like one
  learn({ data: { id: "1" } });
  // @ts-expect-error references inside are checked as well
  learn({ data: dataset, all: [{ part: outputs.model }] });
  // @ts-expect-error a dataset is not text
  label({ text: outputs.data });
  // @ts-expect-error not every model is an input model
  judge({ model: outputs.model });
  // @ts-expect-error there may be none
  judge({ model: outputs.champion });
  // @ts-expect-error a dataset has to be an output with a name
  component({ name: "bare", run: () => dataset });
  // @ts-expect-error an output model is not a model yet
  component({ name: "unstored", run: (_input: object, { task }) => ({ model: OutputModel.create({ task }) }) });
}

async function awaiting() {
  expectTypeOf(await gather({}).outputs.data).toEqualTypeOf<Dataset>();
  const raw = load({ path: "x" });
  expectTypeOf(await raw).toEqualTypeOf<{ id: string; rows: number; tags: string[]; note: string | null }>();
  expectTypeOf(await raw.outputs.rows).toEqualTypeOf<number>();
}

function running() {
  const demo = pipeline({ name: "demo", project: "demo" }, (params: { path: string }) => {
    const raw = load({ path: params.path });
    const { data, champion } = gather({}).outputs;
    return { data, made: [{ champion }], id: raw.outputs.id, all: [raw.outputs.rows], raw, fixed: 1 };
  });
  const run = () => demo.run({ path: "x" });
  type Result = Awaited<ReturnType<typeof run>>["result"];
  expectTypeOf<Result["data"]>().toEqualTypeOf<Dataset>();
  expectTypeOf<Result["made"]>().toEqualTypeOf<{ champion: InputModel | null }[]>();
  expectTypeOf<Result["id"]>().toEqualTypeOf<string>();
  expectTypeOf<Result["all"]>().toEqualTypeOf<number[]>();
  expectTypeOf<Result["raw"]["rows"]>().toEqualTypeOf<number>();
  expectTypeOf<Result["fixed"]>().toEqualTypeOf<number>();
  // @ts-expect-error the parameters are typed too
  demo.run({ path: 1 });

  pipeline({ name: "given", project: "demo" }, (params: { data: Dataset }) => learn(params));
  const quiet = pipeline({ name: "quiet", project: "demo" }, async () => {});
  return [run, quiet];
}

function refusing() {
  // @ts-expect-error a date does not survive JSON
  component({ name: "dates", run: () => ({ at: new Date() }) });
  // @ts-expect-error nor does a map as an input
  component({ name: "maps", run: (_input: { table: Map<string, number> }) => ({}) });
  // The compiler names the value, and not one of its methods.
  type Refused = { at: NotJson; table: NotJson; rows: NotJson[]; deep: { call: NotJson } };
  type Given = { at: Date; table: Map<string, number>; rows: Float32Array[]; deep: { call: () => void } };
  expectTypeOf<Jsonable<Given>>().toEqualTypeOf<Refused>();
}

function naming() {
  // @ts-expect-error a number has no name
  component({ name: "number", run: () => 5 });
  // @ts-expect-error nor has a list
  component({ name: "list", run: async () => [1, 2] });
  component({ name: "nothing", run: () => {} });
  return component({ name: "perhaps", run: (): { rows: number } | undefined => undefined });
}

function schemas() {
  const scale = component({
    name: "scale",
    input: z.object({ factor: z.number().default(1) }),
    output: z.object({ size: z.number() }),
    run: ({ factor }) => ({ size: factor }),
  });
  expectTypeOf(scale({ factor: 2 }).outputs.size).toEqualTypeOf<OutputRef<number>>();
  scale({});
  // @ts-expect-error the schema says number
  scale({ factor: "2" });
}

test("wrong wiring does not compile", () => {
  expectTypeOf([wiring, wiringObjects, awaiting, running, refusing, naming, schemas]).toBeArray();
});
