import type { StepAdder } from "../../define/call/current-pipeline.ts";
import type { Step } from "../../define/call/step.ts";
import { OutputRef } from "../../define/references/output-ref.ts";
import { ownerOf } from "../../steps/references.ts";
import type { Replacement } from "../../values/replace-values.ts";
import { outputReference } from "../function-steps/output-reference.ts";
import { readText } from "../references/read-reference.ts";
import { referencesIn } from "../references/step-reference.ts";
import { type ControllerRun, type ReadyStep, referenceSource } from "./controller-run.ts";

/** Hands the steps of a run to the engine, which starts each as soon as its parents have ended. */
export async function addSteps(run: ControllerRun, engine: StepAdder): Promise<readonly Step<unknown>[]> {
  const steps = new Map<string, Step<unknown>>();
  for (const [name, step] of run.steps) {
    const after = step.parents.map((parent) => steps.get(parent) as Step<unknown>);
    const added = engine.add(step.definition, await inputOf(run, step, steps), { name, after });
    steps.set(name, added);
    run.states.set(name, ownerOf(added));
  }
  return [...steps.values()];
}

/** The arguments of a function; a copy of a task has its parameters, and no input besides. */
async function inputOf(
  run: ControllerRun,
  { declared: { name, work } }: ReadyStep,
  steps: ReadonlyMap<string, Step<unknown>>,
): Promise<Record<string, unknown>> {
  if (work.kind === "task") {
    return {};
  }
  const input: Record<string, unknown> = {};
  for (const [argument, value] of Object.entries(work.kwargs)) {
    input[argument] =
      typeof value === "string" ? (await argumentOf(run, { step: name, text: value }, steps)).by : value;
  }
  return input;
}

/**
 * An argument that is a text: the text, the value that it refers to, or a reference to a value that is not there yet; wrapped,
 * because a promise of a reference would be one of its value.
 */
async function argumentOf(
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

function returnsOf({ steps }: ControllerRun): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...steps].flatMap(
      ([
        name,
        {
          declared: { work },
        },
      ]) => (work.kind === "function" ? [[name, work.returns] as const] : []),
    ),
  );
}
