import fc from "fast-check";
import type { Cast, Role } from "./cast.ts";
import type { FieldSchema } from "./endpoint-schemas.ts";
import { key, oddText, plainText } from "./odd-texts.ts";
import { oddNumber, oddValue } from "./odd-values.ts";

/** Makes values for the fields of requests, of the right type more often than not, about things that are there. */
export class Fields {
  readonly #cast: Cast;

  constructor(cast: Cast) {
    this.#cast = cast;
  }

  /** A value for a declared field. */
  declared(name: string, schema: FieldSchema): fc.Arbitrary<unknown> {
    return fc.oneof({ weight: 14, arbitrary: this.#typed(name, schema) }, { weight: 1, arbitrary: oddValue });
  }

  /** A value for a field of which only the name is known. */
  named(name: string): fc.Arbitrary<unknown> {
    return fc.oneof({ weight: 3, arbitrary: this.#shaped(name) ?? this.id(name) }, { weight: 2, arbitrary: oddValue });
  }

  /** The id of something that exists: of the kind that the field is called by, if it is. */
  id(field = ""): fc.Arbitrary<string> {
    const role = ROLE_OF_FIELD.find(([part]) => field.includes(part))?.[1];
    const roles = role
      ? fc.oneof({ weight: 5, arbitrary: fc.constant(role) }, { weight: 1, arbitrary: anyRole })
      : anyRole;
    return fc.tuple(roles, fc.nat(20)).map(([one, number]) => this.#cast.pick(one, number));
  }

  #typed(name: string, { type, items }: FieldSchema): fc.Arbitrary<unknown> {
    const shaped = this.#shaped(name);
    switch (type) {
      case "string":
        return fc.oneof(
          { weight: 4, arbitrary: this.id(name) },
          { weight: 2, arbitrary: this.#choice(name) },
          { weight: 2, arbitrary: oddText },
        );
      case "integer":
        return oddNumber.map((number) => Math.trunc(number));
      case "number":
        return oddNumber;
      case "boolean":
        return fc.boolean();
      case "array":
        if (items?.type === "object") return shaped ?? fc.array(this.#object(), { maxLength: 3 });
        return fc.oneof(
          {
            weight: 5,
            arbitrary: fc.array(
              items?.type === undefined
                ? fc.oneof(this.id(name), this.#object(), oddValue)
                : fc.oneof(this.id(name), plainText, oddText),
              { maxLength: 4 },
            ),
          },
          {
            weight: 1,
            arbitrary: fc
              .tuple(oddText, fc.constantFrom(100, 2000))
              .map(([text, times]) => Array.from({ length: times }, (_, index) => `${text.slice(0, 20)}${index}`)),
          },
        );
      default:
        return shaped && name !== "metrics" ? shaped : this.#object();
    }
  }

  #object(): fc.Arbitrary<Record<string, unknown>> {
    return fc
      .array(fc.tuple(key, fc.oneof(this.id(), plainText, oddValue)), { maxLength: 4 })
      .map((entries) => Object.fromEntries(entries));
  }

  /** Words that a field takes. */
  #choice(name: string): fc.Arbitrary<string> {
    const words = Object.entries(CHOICES).find(([field]) => name === field)?.[1];
    return words ? fc.constantFrom(...words) : plainText;
  }

  /** What a structured field holds, each part odd now and then. */
  #shaped(name: string): fc.Arbitrary<unknown> | undefined {
    const text = fc.oneof(
      { weight: 3, arbitrary: plainText },
      { weight: 1, arbitrary: oddText },
      { weight: 1, arbitrary: this.id() },
    );
    const any = fc.oneof({ weight: 4, arbitrary: text }, { weight: 1, arbitrary: oddValue });
    const list = (fields: Record<string, fc.Arbitrary<unknown>>) =>
      fc.array(fc.record(fields, { requiredKeys: [] }), { maxLength: 3 });
    const parameter = { section: any, name: any, value: any, type: any, description: any };
    const model = { name: any, model: fc.oneof(this.id("model"), any), type: fc.constantFrom("input", "output", "x") };
    const artifact = {
      key: any,
      mode: fc.constantFrom("input", "output", "x"),
      type: any,
      uri: any,
      hash: any,
      content_size: oddNumber,
      type_data: fc.oneof(this.#object(), oddValue),
      timestamp: oddNumber,
    };
    const dictionary = (value: fc.Arbitrary<unknown>) =>
      fc.dictionary(key, value, { maxKeys: 3, noNullPrototype: true });
    switch (name) {
      case "hyperparams":
      case "new_task_hyperparams":
        return fc.oneof(
          list(parameter),
          dictionary(dictionary(fc.oneof(fc.record(parameter, { requiredKeys: [] }), any))),
        );
      case "configuration":
      case "new_task_configuration":
        return fc.oneof(list(parameter), dictionary(fc.oneof(fc.record(parameter, { requiredKeys: [] }), any)));
      case "artifacts":
        return list(artifact);
      case "models":
        return fc.oneof(
          list(model),
          fc.record(
            { input: fc.oneof(list(model), oddValue), output: fc.oneof(list(model), oddValue) },
            { requiredKeys: [] },
          ),
        );
      case "new_task_input_models":
      case "input_models":
        return list(model);
      case "script":
        return fc.record(
          { repository: any, entry_point: any, diff: any, binary: any, requirements: fc.oneof(this.#object(), any) },
          { requiredKeys: [] },
        );
      case "execution":
      case "execution_overrides":
        return fc.record(
          {
            queue: fc.oneof(this.id("queue"), any),
            model: this.id("model"),
            model_labels: dictionary(oddNumber),
            parameters: dictionary(any),
            artifacts: fc.oneof(list(artifact), oddValue),
          },
          { requiredKeys: [] },
        );
      case "metrics":
        return list({
          metric: any,
          variants: fc.oneof(fc.array(text, { maxLength: 3 }), oddValue),
          task: this.id("task"),
          iter: oddNumber,
        });
      case "metadata":
        return fc.oneof(
          list({ key: any, value: any, type: any }),
          dictionary(fc.oneof(list({ key: any, value: any }), any)),
        );
      case "field_mappings":
        return list({
          field: fc.oneof(key, text),
          name: any,
          values: fc.oneof(list({ key: any, value: any }), oddValue),
        });
      case "items":
        return list({ key: any, category: any, variants: any, name: any });
      case "machine_stats":
        return fc.record(
          {
            cpu_usage: fc.oneof(oddNumber, fc.array(oddNumber, { maxLength: 3 })),
            memory_used: any,
            gpu_usage: any,
            disk_free_home: oddNumber,
            x: oddValue,
          },
          { requiredKeys: [] },
        );
      case "requirements":
      case "container":
      case "runtime":
      case "labels":
      case "output":
      case "preferences":
      case "args":
        return dictionary(any);
      default:
        return undefined;
    }
  }
}

const ROLE_OF_FIELD: readonly (readonly [part: string, role: Role])[] = [
  ...(["task", "project", "model", "queue", "report", "user", "worker", "scroll"] as const).map(
    (role) => [role, role] as const,
  ),
  ...([
    ["parent", "task"],
    ["ids", "task"],
    ["entity", "task"],
    ["access_key", "key"],
    ["prepare", "prepared"],
    ["uri", "file"],
    ["url", "file"],
    ["container_id", "worker"],
  ] as const),
];

const anyRole = fc.constantFrom<Role>(
  "task",
  "project",
  "model",
  "queue",
  "report",
  "user",
  "worker",
  "file",
  "key",
  "prepared",
);

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  entity_type: ["task", "model", "project", "queue", "x"],
  key: ["iter", "timestamp", "iso_time", "x"],
  status: ["created", "queued", "in_progress", "stopped", "published", "unknown", "x"],
  new_status: ["created", "queued", "in_progress", "stopped", "published", "unknown", "x"],
  type: ["training", "testing", "controller", "data_processing", "custom", "x"],
  navigate_earlier: ["true", "false"],
  interval: ["1", "3600"],
  role: ["user", "guest", "annotator", "root", "system", "x"],
  replace_hyperparams: ["none", "section", "all", "x"],
  children_type: ["pipeline", "report", "dataset", "x"],
  event_type: ["training_stats_scalar", "plot", "log", "training_debug_image", "x"],
  order: ["asc", "desc", "x"],
  from_date: ["2026-01-01", "2020-01-01T00:00:00", "x"],
  to_date: ["2026-12-31", "2020-01-01T00:00:00", "x"],
  company: ["d1bd92a3b039400cbafc60a7a5b1e52b", "x"],
};
