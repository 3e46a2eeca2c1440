import { inputParts } from "../cache/cache-key.ts";
import type { ComponentDefinition } from "../define/definition/component-definition.ts";
import type { StepInput } from "../steps/step-input.ts";
import { pythonHash } from "../values/python-hash.ts";
import type { StoredValue } from "../values/stored-value.ts";

/** Runtime property of a step's task with the hash of its work. */
const WORK = "pipeline_step_work";

/** Hashes the work of a step: its component by name, and its inputs. The code does not count, so that it can be mended. */
export function stepWork({ name }: ComponentDefinition, input: StepInput, extra: StoredValue): string {
  return pythonHash({ component: name, inputs: inputParts(input, extra) });
}

/** The runtime property by which the task of a step is known again when its run is resumed. */
export function workProperty(work: string): Record<string, string> {
  return { [WORK]: work };
}

/** The hash of the work of a step, from the runtime properties of its task; undefined when it is not the task of a step. */
export function workOf(runtime: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const work = runtime?.[WORK];
  return typeof work === "string" ? work : undefined;
}
