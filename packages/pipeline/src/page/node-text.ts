import { pythonJson } from "@clearml-ts/protocol";
import type { StepState } from "../steps/step-state.ts";
import { nodeRecord } from "./node-record.ts";

/** A node as it was written last, and the state that it was written of. */
interface WrittenNode {
  state: string;
  text: string;
}

const written = new WeakMap<StepState, WrittenNode>();

/**
 * The nodes of steps by name as JSON, as Python's `json.dumps` lays them out with two blanks. Of a wide graph a few steps have
 * changed since it was written last, and only these are written anew.
 */
export function nodesText(steps: readonly StepState[]): string {
  return steps.length === 0 ? "{}" : `{\n${steps.map(memberText).join(",\n")}\n}`;
}

function memberText(step: StepState): string {
  const state = stateOf(step);
  const known = written.get(step);
  if (known?.state === state) {
    return known.text;
  }
  const text = pythonJson({ [step.name]: nodeRecord(step) }, { indent: 2 }).slice("{\n".length, -"\n}".length);
  written.set(step, { state, text });
  return text;
}

/** Everything about a step that changes while it runs and shows in its node. */
function stateOf({ status, taskId, queue, startedAt, endedAt }: StepState): string {
  return [status, taskId, queue, startedAt?.getTime(), endedAt?.getTime()].join(" ");
}
