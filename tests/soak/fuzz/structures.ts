import fc from "fast-check";
import type { Role } from "./cast.ts";
import { key, oddText, plainText } from "./odd-texts.ts";
import { oddNumber, oddValue } from "./odd-values.ts";

type Shape = Readonly<Record<string, fc.Arbitrary<unknown>>>;

const some = (shape: Shape) => fc.record(shape, { requiredKeys: [] });

const list = (shape: Shape) => fc.array(some(shape), { maxLength: 3 });

const dictionary = (value: fc.Arbitrary<unknown>) => fc.dictionary(key, value, { maxKeys: 3, noNullPrototype: true });

/** Anything, with few keys. */
export function looseObject(value: fc.Arbitrary<unknown>): fc.Arbitrary<Record<string, unknown>> {
  return fc.array(fc.tuple(key, value), { maxLength: 4 }).map((entries) => Object.fromEntries(entries));
}

/** Values of structured fields, by their names; each part is odd now and then. */
export function structures(id: (role: Role) => fc.Arbitrary<string>): Readonly<Record<string, fc.Arbitrary<unknown>>> {
  const text = fc.oneof({ weight: 3, arbitrary: plainText }, { weight: 1, arbitrary: oddText });
  const any = fc.oneof({ weight: 4, arbitrary: text }, { weight: 1, arbitrary: oddValue });
  const loose = fc.oneof(looseObject(any), any);
  const side = fc.constantFrom("input", "output", "x");

  const parameter = { section: any, name: any, value: any, type: any, description: any };
  const artifact = {
    ...{ key: any, mode: side, type: any, uri: fc.oneof(id("file"), any), hash: any, type_data: loose },
    ...{ content_size: oddNumber, timestamp: oddNumber },
  };
  const models = list({ name: any, model: fc.oneof(id("model"), any), type: side });
  const hyperparams = fc.oneof(list(parameter), dictionary(dictionary(fc.oneof(some(parameter), any))));
  const configuration = fc.oneof(list(parameter), dictionary(fc.oneof(some(parameter), any)));
  const execution = some({
    ...{ queue: fc.oneof(id("queue"), any), model: id("model"), model_labels: dictionary(oddNumber) },
    ...{ parameters: dictionary(any), artifacts: fc.oneof(list(artifact), oddValue) },
  });
  const pairs = list({ key: any, value: any, type: any });
  return {
    ...{ hyperparams, new_task_hyperparams: hyperparams, configuration, new_task_configuration: configuration },
    ...{ execution, execution_overrides: execution, artifacts: list(artifact) },
    models: fc.oneof(models, some({ input: fc.oneof(models, oddValue), output: fc.oneof(models, oddValue) })),
    ...{ new_task_input_models: models, input_models: models },
    script: some({ repository: any, entry_point: any, diff: any, binary: any, requirements: loose }),
    metrics: list({
      ...{ metric: any, variants: fc.oneof(fc.array(text, { maxLength: 3 }), oddValue) },
      ...{ task: id("task"), iter: oddNumber },
    }),
    metadata: fc.oneof(pairs, dictionary(fc.oneof(pairs, any))),
    field_mappings: list({ field: fc.oneof(key, text), name: any, values: fc.oneof(pairs, oddValue) }),
    items: list({ key: any, category: any, variants: any, name: any }),
    machine_stats: some({
      ...{ cpu_usage: fc.oneof(oddNumber, fc.array(oddNumber, { maxLength: 3 })), disk_free_home: oddNumber },
      ...{ memory_used: any, gpu_usage: any, x: oddValue },
    }),
    ...Object.fromEntries(
      "requirements container runtime labels output preferences args".split(" ").map((name) => [name, dictionary(any)]),
    ),
  };
}
