import { isPlainObject } from "@clearml-ts/protocol";
import type { Step } from "../../define/call/step.ts";
import { OutputRef } from "../../define/references/output-ref.ts";
import type { Replacement } from "../../values/replace-values.ts";
import { outputReference, type ReturnsByStep } from "../function-steps/output-reference.ts";
import { readText } from "../references/read-reference.ts";
import { referencesIn } from "../references/step-reference.ts";
import { type ControllerRun, type ReadyStep, referenceSource } from "./controller-run.ts";

/** Puts something in the place of a text. */
type PlaceText = (text: string) => Promise<Replacement>;

/**
 * The input of a step for the engine, by which it is known again when its run is resumed: the arguments of a function, or the changed
 * parameters of a copy of a task, with values in place of references, or references of the engine to values that are not there yet.
 */
export async function stepInput(
  run: ControllerRun,
  { declared: { name, work } }: ReadyStep,
  steps: ReadonlyMap<string, Step<unknown>>,
): Promise<Record<string, unknown>> {
  const given = work.kind === "function" ? work.kwargs : work.options.parameterOverride;
  const inside = work.kind === "task" && work.options.recursivelyParseParameters === true;
  const input: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(given ?? {})) {
    input[key] = (await placed(value, inside, (text) => inPlaceOf(run, { step: name, text }, steps))).by;
  }
  return input;
}

/** Copies a value with something else in the places of its texts, with `inside` also in lists and objects. */
async function placed(value: unknown, inside: boolean, place: PlaceText): Promise<Replacement> {
  if (typeof value === "string") {
    return place(value);
  }
  if (!inside || (!Array.isArray(value) && !isPlainObject(value))) {
    return { by: value };
  }
  const parts = Object.entries(value).map(async ([key, part]) => [key, (await placed(part, true, place)).by] as const);
  const copied = await Promise.all(parts);
  return { by: Array.isArray(value) ? copied.map(([, part]) => part) : Object.fromEntries(copied) };
}

/**
 * The value of a text: the text, the value that it refers to, or a reference to a value that is not there yet; wrapped, because a
 * promise of a reference would be one of its value.
 */
async function inPlaceOf(
  run: ControllerRun,
  { step, text }: { step: string; text: string },
  steps: ReadonlyMap<string, Step<unknown>>,
): Promise<Replacement> {
  const output = outputReference(text, returnsOf(run));
  if (output) {
    const outputs = steps.get(output.step)?.outputs as Readonly<Record<string, OutputRef<unknown>>>;
    return { by: outputs[output.name] };
  }
  const source = referenceSource(run, step);
  const owner = referencesIn(text).find((reference) => reference.step !== undefined)?.step;
  if (owner === undefined) {
    return { by: await readText(text, source) };
  }
  const target = { kind: "text", text } as const;
  return { by: new OutputRef({ owner: run.states.get(owner), target, value: () => readText(text, source) }) };
}

function returnsOf({ steps }: ControllerRun): ReturnsByStep {
  const returns = new Map<string, readonly string[]>();
  for (const [name, { declared }] of steps) {
    if (declared.work.kind === "function") {
      returns.set(name, declared.work.returns);
    }
  }
  return returns;
}
