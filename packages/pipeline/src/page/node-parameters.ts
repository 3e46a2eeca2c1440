import { asRef } from "../define/call/step.ts";
import { type OutputRef, sourceOf } from "../define/references/output-ref.ts";
import { ownerOf, replaceReferences } from "../steps/references.ts";
import { ARTIFACTS, VALUES } from "../steps/step-parameters.ts";
import type { StepState } from "../steps/step-state.ts";
import type { JsonValue } from "../values/json.ts";
import { objectReference, referencesIn } from "../values/object-reference.ts";
import { replaceIn } from "../values/replace-values.ts";
import { shownValue } from "./shown-value.ts";

/** Characters of a value that are shown; the whole of it is on the step's task, and the graph is sent at each change. */
const LONGEST_SHOWN = 4_096;

const shown = new WeakMap<StepState, Record<string, JsonValue>>();

/** The inputs of a step as its node shows them, references as `${step.id}.output`, which Python's controller resolves. */
export function nodeParameters(step: StepState): Record<string, JsonValue> {
  if (step.definition.node) {
    return step.definition.node.parameters;
  }
  const known = shown.get(step);
  if (known) {
    return known;
  }
  // An input never changes, and a step is shown at every change of every other step.
  const parameters = parametersOf(step.input);
  shown.set(step, parameters);
  return parameters;
}

function parametersOf(input: unknown): Record<string, JsonValue> {
  const whole = asRef(input);
  if (whole) {
    return { [`${VALUES}/*`]: referenceText(whole) };
  }
  const parameters: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(input as Record<string, unknown>)) {
    const ref = asRef(value);
    const section = ref && sourceOf(ref).target.kind === "output" ? ARTIFACTS : VALUES;
    if (value !== undefined) {
      parameters[`${section}/${name}`] =
        objectReference(value)?.id ?? cut(browserJson(referencesIn(replaceReferences(value, referenceText))));
    }
  }
  return parameters;
}

/** The page's browser cannot read the JSON that Python writes for NaN and infinities. */
function browserJson(value: JsonValue): JsonValue {
  return replaceIn(value, (item) =>
    typeof item === "number" && !Number.isFinite(item) ? { by: String(item) } : undefined,
  ) as JsonValue;
}

function cut(value: JsonValue): JsonValue {
  const text = shownValue(value);
  return text !== undefined && text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)} …` : value;
}

function referenceText(ref: OutputRef<unknown>): string {
  const { target } = sourceOf(ref);
  const id = `\${${ownerOf(ref).name}.id}`;
  switch (target.kind) {
    case "id":
      return id;
    case "output":
      return `${id}.${target.name}`;
    case "outputs":
      return `${id}.*`;
    case "text":
      return target.text;
  }
}
