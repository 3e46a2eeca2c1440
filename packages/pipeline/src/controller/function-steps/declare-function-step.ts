import type { StepContext } from "../../define/definition/step-context.ts";
import { ARTIFACTS, VALUES } from "../../steps/step-parameters.ts";
import type { JsonValue } from "../../values/json.ts";
import { referencesIn as objectsAsReferences } from "../../values/object-reference.ts";
import type { ValueObject } from "../../values/value.ts";
import { commonParts, type DeclaredStep, type FunctionWork } from "../nodes/declared-step.ts";
import { retriesOf, stepDefinition } from "../nodes/step-definition.ts";
import type { RetryCallback } from "../step-callbacks.ts";
import type { AddFunctionStepOptions } from "../step-options.ts";
import { namedOutputs } from "./named-outputs.ts";
import { outputReference, type ReturnsByStep } from "./output-reference.ts";

/** Declares a step that is a function of this program; `files` are those through which it was made. */
export function declareFunctionStep<Arguments>(
  options: AddFunctionStepOptions<Arguments>,
  retry: number | RetryCallback,
  { files, earlier }: { files: readonly string[]; earlier: ReturnsByStep },
): DeclaredStep & { work: FunctionWork } {
  const { name, tags = [], taskType: type = "training", functionReturn: returns = [] } = options;
  const { cacheExecutedStep: cache = false, docker, draft = false } = options;
  const kwargs: Readonly<Record<string, unknown>> = options.functionKwargs ?? {};
  const work = options.function as (input: ValueObject, context: StepContext) => unknown;
  const definition = stepDefinition(options, retriesOf(retry), {
    ...{ type, tags, cache, files, docker },
    source: work.toString(),
    definedAt: Date.now(),
    node: {
      parameters: shownArguments(kwargs, earlier),
      job_code_section: name,
      return_artifacts: [...returns],
      draft,
    },
    run: async (input, context) => namedOutputs(await work(input, context), returns, name),
  });
  return {
    ...commonParts(options, retry),
    references: [
      ...Object.values(kwargs)
        .filter((value) => typeof value === "string")
        // An output of a step is not among the things that other references may mean.
        .map((value) => ({ value: asIdReference(value, earlier), inside: false, fields: false })),
      { value: options.executionQueue ?? null, inside: false, fields: false },
    ],
    work: { kind: "function", definition, kwargs, returns },
  };
}

function asIdReference(value: string, earlier: ReturnsByStep): string {
  const output = outputReference(value, earlier);
  return output ? `\${${output.step}.id}` : value;
}

/** The arguments as the Python SDK shows those of its function steps. */
function shownArguments(kwargs: Readonly<Record<string, unknown>>, earlier: ReturnsByStep): Record<string, JsonValue> {
  return Object.fromEntries(
    Object.entries(kwargs).map(([name, value]) => {
      const output = typeof value === "string" ? outputReference(value, earlier) : undefined;
      return output
        ? [`${ARTIFACTS}/${name}`, `\${${output.step}.id}.${output.name}`]
        : [`${VALUES}/${name}`, objectsAsReferences(value)];
    }),
  );
}
