import fc from "fast-check";
import type { EndpointForm } from "./endpoint-schemas.ts";
import type { Fields } from "./fields.ts";
import { oddText, plainText } from "./odd-texts.ts";
import { oddNumber, oddValue, writeJson } from "./odd-values.ts";

/** The lines of a batch: events and tasks' updates, odd in places, among lines that are none. */
export function batchText(fields: Fields, { name }: EndpointForm): fc.Arbitrary<string> {
  const item = name === "events.add_batch" ? event(fields) : update(fields);
  const line = fc.oneof(
    { weight: 12, arbitrary: item.map(writeJson) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        "",
        " ",
        "\r",
        "{",
        "}",
        "null",
        "[]",
        "5",
        '"x"',
        '{"a":1}{"b":2}',
        "{'a':1}",
        '{"type":"log"',
        "\0",
      ),
    },
  );
  return fc
    .tuple(fc.array(line, { maxLength: 8 }), fc.constantFrom("\n", "\n", "\n", "\r\n", "\n\n", ",", ""))
    .map(([lines, end]) => lines.join(end));
}

/** An event as the SDK reports it, odd in places. */
export function event(fields: Fields): fc.Arbitrary<Record<string, unknown>> {
  const text = fc.oneof(
    { weight: 4, arbitrary: plainText },
    { weight: 1, arbitrary: oddText },
    { weight: 1, arbitrary: oddValue },
  );
  const number = fc.oneof({ weight: 4, arbitrary: oddNumber }, { weight: 1, arbitrary: oddValue });
  const parts = {
    metric: text,
    variant: text,
    iter: number,
    timestamp: number,
    value: number,
    values: fc.oneof(fc.array(oddNumber, { maxLength: 3 }), oddValue),
    plot_str: fc.oneof(fc.constantFrom('{"data":[]}', "{", '{"source":"http://127.0.0.1:8081/x"}'), oddValue),
    plot_data: oddText,
    url: fc.oneof(fields.id("file"), oddText, oddValue),
    key: text,
    msg: fc.oneof(plainText, oddText, oddValue),
    level: fc.oneof(fc.constantFrom("info", "error", "x"), oddValue),
    worker: text,
    x_axis_label: text,
    model_event: fc.oneof(fc.boolean(), oddValue),
    allow_locked: fc.oneof(fc.boolean(), oddValue),
    skip_validation: fc.oneof(fc.boolean(), oddValue),
  };
  const types = ["training_stats_scalar", "training_stats_vector", "training_debug_image", "plot", "log"];
  return fc
    .tuple(
      fc.oneof({ weight: 10, arbitrary: fc.constantFrom(...types) }, { weight: 1, arbitrary: oddValue }),
      fc.oneof(
        { weight: 8, arbitrary: fields.id("task") },
        { weight: 2, arbitrary: fields.id("model") },
        { weight: 1, arbitrary: oddValue },
      ),
      fc.record(parts, { requiredKeys: [] }),
    )
    .map(([type, task, rest]) => ({ type, task, ...rest }));
}

function update(fields: Fields): fc.Arbitrary<Record<string, unknown>> {
  return fc
    .tuple(
      fields.id("task"),
      fc.record(
        { name: fields.named("name"), comment: oddText, tags: fields.named("tags"), project: fields.id("project") },
        { requiredKeys: [] },
      ),
    )
    .map(([task, rest]) => ({ task, ...rest }));
}
