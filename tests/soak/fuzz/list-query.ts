import fc from "fast-check";
import type { Fields } from "./fields.ts";
import { oddText, pattern, plainText } from "./odd-texts.ts";
import { oddNumber, oddValue } from "./odd-values.ts";

/** Paths that list requests filter by, order by and project, some of which nobody has. */
const path: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      ...[
        "id",
        "name",
        "user",
        "project",
        "tags",
        "system_tags",
        "type",
        "status",
        "parent",
        "comment",
        "report",
        "uri",
      ],
      ...[
        "created",
        "started",
        "last_update",
        "status_changed",
        "last_iteration",
        "active_duration",
        "ready",
        "basename",
      ],
      ...["hyperparams.Args.lr.value", "hyperparams.Args.a%2Eb.value", "last_metrics.a.b.value", "runtime.progress"],
      ...["models.input.model", "models.input.name", "execution.queue", "metadata.a.value", "project.name", "company"],
      ...[
        "parent.project.name",
        "user.name",
        "execution.artifacts.key",
        "configuration.General.value",
        "models.output.model.task.project.id",
      ],
    ),
  },
  { weight: 1, arbitrary: oddText },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom("hyperparams.", "last_metrics.", "metadata.", "runtime.", "configuration.", "-"), oddText)
      .map((parts) => parts.join("")),
  },
);

const signed = fc.tuple(fc.constantFrom("", "-"), path, fc.constantFrom("", ".*")).map((parts) => parts.join(""));

/** Many different names, so that a statement made of them grows. */
const many = fc
  .tuple(
    fc.constantFrom(
      "hyperparams.Args.",
      "last_metrics.a.",
      "runtime.",
      "metadata.k.",
      "x",
      "-name.",
      "models.input.name.",
      'runtime."',
    ),
    fc.constantFrom(300, 1500, 20_000),
  )
  .map(([start, count]) => Array.from({ length: count }, (_, index) => `${start}${index}`));

/** Everything that a list request may hold beside the fields it declares: the filter language, order, projection and paging. */
export function listQuery(fields: Fields): fc.Arbitrary<Record<string, unknown>> {
  const values = fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fields.id() },
      {
        weight: 2,
        arbitrary: fc.constantFrom("x", "-x", "__$not", "__$all", "__$or", "__$and", "__$nop", null, "created"),
      },
      { weight: 1, arbitrary: oddValue },
    ),
    { maxLength: 6 },
  );
  const sides = fc.record(
    { include: fc.oneof(values, oddValue), exclude: fc.oneof(values, oddValue) },
    { requiredKeys: [] },
  );
  const filter = fc.record(
    { any: fc.oneof(sides, oddValue), all: fc.oneof(sides, oddValue), op: fc.constantFrom("and", "or", "xor") },
    { requiredKeys: [] },
  );
  const names = fc.oneof({ weight: 6, arbitrary: fc.array(path, { maxLength: 5 }) }, { weight: 1, arbitrary: many });
  const multi = fc.oneof(
    { weight: 4, arbitrary: fc.record({ fields: names, pattern }) },
    { weight: 2, arbitrary: fc.record({ fields: names, datetime: fc.oneof(values, oddText) }) },
    { weight: 1, arbitrary: oddValue },
  );
  const ends = fc.oneof(oddNumber, oddText, fc.constantFrom(null, "2026-01-01"));
  const conditions = fc.array(fc.tuple(path, fc.oneof(values, fc.tuple(ends, ends), pattern, oddValue)), {
    maxLength: 3,
  });
  const crowd = fc
    .tuple(
      many,
      fc.constantFrom<unknown>(["x"], [null], ["__$all", "x"], "x", "(", 5, [1, 2], [null, 1], ">2026-01-01"),
    )
    .map(([all, value]) => Object.fromEntries(all.map((name) => [name, value])));
  const query = fc.record(
    {
      _any_: multi,
      _all_: multi,
      _or_: multi,
      filters: fc.oneof(
        { weight: 5, arbitrary: fc.dictionary(path, filter, { maxKeys: 3, noNullPrototype: true }) },
        { weight: 1, arbitrary: oddValue },
        {
          weight: 1,
          arbitrary: many.map((all) => Object.fromEntries(all.map((name) => [name, { any: { include: ["x"] } }]))),
        },
      ),
      order_by: fc.oneof(
        { weight: 4, arbitrary: signed },
        { weight: 3, arbitrary: fc.array(signed, { maxLength: 4 }) },
        { weight: 1, arbitrary: many },
        { weight: 1, arbitrary: oddValue },
      ),
      only_fields: fc.oneof(
        { weight: 4, arbitrary: fc.array(signed, { maxLength: 5 }) },
        { weight: 1, arbitrary: many },
        { weight: 1, arbitrary: oddValue },
      ),
      projection: fc.array(signed, { maxLength: 3 }),
      search_text: fc.oneof(plainText, oddText),
      page: oddNumber,
      page_size: oddNumber,
      scroll_id: fc.oneof(fields.id("scroll"), fc.constant(null), oddValue),
      size: oddNumber,
      refresh_scroll: fc.boolean(),
      search_hidden: fc.boolean(),
      include_subprojects: fc.boolean(),
      allow_public: fc.boolean(),
    },
    { requiredKeys: [] },
  );
  // A few of the keys: with all of them some mistake would always be found before the rest is read.
  return fc
    .tuple(
      query,
      fc.array(fc.nat(15), { minLength: 1, maxLength: 3 }),
      conditions,
      fc.oneof({ weight: 30, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: crowd }),
    )
    .map(([all, chosen, others, more]) => {
      const keys = Object.keys(all).filter((_, index) => chosen.includes(index));
      const kept = keys.map((name) => [name, all[name as keyof typeof all]] as const);
      return { ...Object.fromEntries(others), ...more, ...Object.fromEntries(kept) };
    });
}
