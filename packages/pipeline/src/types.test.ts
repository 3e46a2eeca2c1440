import { expectTypeOf, test } from "vitest";
import { z } from "zod";
import { component } from "./component.ts";
import type { OutputRef } from "./output-ref.ts";
import { pipeline } from "./pipeline.ts";
import type { Step } from "./step.ts";

const load = component({
  name: "load",
  run: async ({ path }: { path: string }) => ({ id: path, rows: 3, tags: ["a"], note: null as string | null }),
});
const count = component({ name: "count", run: ({ rows }: { rows: number }) => ({ twice: 2 * rows }) });
const merge = component({ name: "merge", run: ({ parts }: { parts: { id: string }[] }) => ({ size: parts.length }) });
const label = component({ name: "label", run: ({ text }: { text?: string }) => ({ text: text ?? "" }) });
const beep = component({ name: "beep", run: async () => {} });

// Nothing here runs: the compiler is what is tested, through `@ts-expect-error` and the types of variables.
function wiring() {
  const raw = load({ path: "x" });
  expectTypeOf(raw).toEqualTypeOf<Step<{ id: string; rows: number; tags: string[]; note: string | null }>>();
  expectTypeOf(raw.outputs.rows).toEqualTypeOf<OutputRef<number>>();
  expectTypeOf(raw.taskId).toEqualTypeOf<OutputRef<string>>();

  count({ rows: raw.outputs.rows });
  count({ rows: 3 });
  // @ts-expect-error a text is no number
  count({ rows: raw.outputs.id });
  // @ts-expect-error what may be missing is no number
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

async function awaiting() {
  const raw = load({ path: "x" });
  expectTypeOf(await raw).toEqualTypeOf<{ id: string; rows: number; tags: string[]; note: string | null }>();
  expectTypeOf(await raw.outputs.rows).toEqualTypeOf<number>();
}

function running() {
  const demo = pipeline({ name: "demo", project: "demo" }, (params: { path: string }) => {
    const raw = load({ path: params.path });
    return { id: raw.outputs.id, all: [raw.outputs.rows], raw, fixed: 1 };
  });
  const run = () => demo.run({ path: "x" });
  type Result = Awaited<ReturnType<typeof run>>["result"];
  expectTypeOf<Result["id"]>().toEqualTypeOf<string>();
  expectTypeOf<Result["all"]>().toEqualTypeOf<number[]>();
  expectTypeOf<Result["raw"]["rows"]>().toEqualTypeOf<number>();
  expectTypeOf<Result["fixed"]>().toEqualTypeOf<number>();
  // @ts-expect-error the parameters are typed too
  demo.run({ path: 1 });

  const quiet = pipeline({ name: "quiet", project: "demo" }, async () => {});
  return [run, quiet];
}

function refusing() {
  // @ts-expect-error a date does not survive JSON
  component({ name: "dates", run: () => ({ at: new Date() }) });
  // @ts-expect-error nor does a map as an input
  component({ name: "maps", run: (_input: { table: Map<string, number> }) => ({}) });
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
  expectTypeOf([wiring, awaiting, running, refusing, schemas]).toBeArray();
});
