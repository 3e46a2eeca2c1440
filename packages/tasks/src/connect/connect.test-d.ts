import { parseArgs } from "node:util";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { expectTypeOf, test } from "vitest";
import type { Task } from "../task/task.ts";

declare const task: Task;
declare const schema: StandardSchemaV1<{ rate?: number }, { rate: number; kind: "forest" | "ridge" }>;

test("connected parameters come back with the types that the program declares", async () => {
  const connected = await task.connect({ rate: 0.1, net: { layers: [64, 32] } });
  expectTypeOf(connected).toEqualTypeOf<{ rate: number; net: { layers: number[] } }>();
  // @ts-expect-error no such parameter was declared
  connected.depth;
  // @ts-expect-error a text is not an object of parameters
  await task.connect("rate=0.1");
  expectTypeOf(await task.connect(schema)).toEqualTypeOf<{ rate: number; kind: "forest" | "ridge" }>();
});

test("arguments come back as their parser types them", async () => {
  const { values } = await task.connectArguments(parseArgs({ options: { epochs: { type: "string", default: "3" } } }));
  expectTypeOf(values.epochs).toEqualTypeOf<string>();
  // @ts-expect-error no such option was declared
  values.depth;
  // @ts-expect-error values alone are not what a parser returns
  await task.connectArguments({ epochs: 3 });
});

test("parameters are values that have a stored form", async () => {
  await task.setParameters({ "Args/rate": 0.1, Args: { layers: [64, 32], seed: 2n ** 60n } });
  // @ts-expect-error a function has none
  await task.setParameters({ "Args/rate": () => 0.1 });
  // @ts-expect-error nor has a date: give its text
  await task.setParameters({ "Args/since": new Date() });
  // @ts-expect-error the number of a class is a number
  await task.setModelLabelEnumeration({ cold: "0" });
});
