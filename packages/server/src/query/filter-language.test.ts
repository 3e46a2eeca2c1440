import fc from "fast-check";
import { expect, test } from "vitest";
import { ApiFailure } from "../errors.ts";
import { seeded } from "../fixtures/property-runs.fixture.ts";
import { taskFields } from "../services/tasks/fields.ts";
import type { Document } from "./document-path.ts";
import { parameterNames, taskDocument, word } from "./documents.fixture.ts";
import { parseQuery } from "./filters/parse-query.ts";
import { collectionOf } from "./find.fixture.ts";
import { Refused, selects } from "./plain-reading.fixture.ts";

const token = fc.oneof(
  { weight: 6, arbitrary: word },
  { weight: 4, arbitrary: fc.constantFrom("-y", "__$not", "__$all", "__$and", "__$any", "__$or", "__$nop", null) },
  { weight: 1, arbitrary: fc.constantFrom("-", "__$what", 5) },
);
const list = fc.oneof({ weight: 5, arbitrary: fc.array(token, { maxLength: 5 }) }, { weight: 1, arbitrary: word });

// The escapes that both dialects of regular expressions read in the same way.
const pattern = fc.constantFrom(
  ...[
    "x",
    "^x$",
    "^a\\.b$",
    "a.b",
    "^x$|^y$",
    "x|ab$",
    "^a",
    "b$",
    "^$",
    "^",
    "$",
    "[xyz]",
    "a+b?",
    "^(x|10)$",
    "\\d",
    "ä",
  ],
);

const number = fc.oneof(fc.integer({ min: -2, max: 12 }), fc.constant(null));
const numbers = fc.tuple(number, number);
const date = fc.constantFrom(
  "2026-01-01",
  "2026-01-01T00:00:00.5",
  "2026-01-01T01:00:00.5+01:00",
  "2026-01-02 10:20:30",
);
const dates = fc.oneof(
  fc.tuple(fc.oneof(date, fc.constant(null)), fc.oneof(date, fc.constant(null))),
  fc.array(
    fc
      .tuple(fc.constantFrom(">=", ">", "<=", "<"), fc.oneof(date, fc.constant("not a date")))
      .map((parts) => parts.join("")),
    { minLength: 1, maxLength: 3 },
  ),
  date,
);

const sides = fc.record(
  {
    include: fc.array(fc.oneof(word, fc.constant(null)), { maxLength: 3 }),
    exclude: fc.array(fc.oneof(word, fc.constant(null)), { maxLength: 3 }),
  },
  { requiredKeys: [] },
);
const filter = fc.record({ any: sides, all: sides, op: fc.constantFrom("and", "or") }, { requiredKeys: [] });
const fieldOf = fc.constantFrom(
  "name",
  "comment",
  "tags",
  "runtime.progress",
  "models.input.name",
  "hyperparams.Args.a%2Eb.value",
);
const fields = fc.array(fieldOf, { maxLength: 3 });
const multi = fc.oneof(
  fc.record({ fields, pattern }),
  fc.record({
    fields: fc.array(fc.constantFrom("last_update", "last_change", "name"), { maxLength: 3 }),
    datetime: dates,
  }),
);

const addressed = fc.constantFrom(...parameterNames.map(([, name]) => `hyperparams.Args.${name}.value`));

const query: fc.Arbitrary<Document> = fc
  .tuple(
    fc.record(
      {
        ...{
          name: pattern,
          comment: fc.oneof(pattern, fc.constant("")),
          tags: list,
          system_tags: list,
          status: list,
          type: list,
          parent: list,
        },
        ...{ project: list, "execution.queue": list, "models.input.model": list, last_iteration: numbers },
        ...{
          "last_metrics.m.v.value": numbers,
          created: fc.tuple(fc.oneof(date, fc.constant(null)), fc.oneof(date, fc.constant(null))),
        },
        ...{
          last_update: dates,
          "runtime.progress": fc.constantFrom("5", 5, true, false, "x"),
          _any_: multi,
          _all_: multi,
        },
        filters: fc.dictionary(fc.constantFrom("tags", "system_tags", "status", "models.input.model"), filter, {
          maxKeys: 2,
          noNullPrototype: true,
        }),
        unknown: fc.constant("asks for nothing"),
      },
      { requiredKeys: [] },
    ),
    fc.dictionary(addressed, list, { maxKeys: 1, noNullPrototype: true }),
    fc.array(fc.nat(17), { minLength: 1, maxLength: 3 }),
  )
  .map(([all, parameters, chosen]) => {
    // Of all of them together nothing would ever be found.
    const some = Object.entries(all).filter((_, index) => chosen.includes(index));
    return { ...Object.fromEntries(some), ...parameters };
  });

test("what SQL finds is what the description of the query language selects", { timeout: 600_000 }, () => {
  let found = 0;
  const agree = (documents: readonly Document[], requests: readonly Document[]) => {
    const collection = collectionOf(documents);
    for (const request of requests) {
      const expected = expectedIds(request, documents);
      if (expected === "refused") {
        expect(() => parseQuery(request, taskFields), JSON.stringify(request)).toThrow(ApiFailure);
        continue;
      }
      const ids = collection.findIds(parseQuery(request, taskFields)).sort();
      expect(ids, JSON.stringify(request)).toEqual(expected);
      expect(collection.count(parseQuery(request, taskFields))).toBe(expected.length);
      found += ids.length;
    }
  };
  const documents = fc.array(taskDocument, { minLength: 1, maxLength: 8 });
  fc.assert(fc.property(documents, fc.array(query, { minLength: 8, maxLength: 16 }), agree), {
    ...seeded,
    numRuns: 150,
  });
  expect(found).toBeGreaterThan(500);
});

function expectedIds(request: Document, documents: readonly Document[]): string[] | "refused" {
  try {
    return documents.flatMap((document, index) =>
      selects(request, document) ? [String.fromCharCode(97 + index)] : [],
    );
  } catch (error) {
    if (error instanceof Refused) {
      return "refused";
    }
    throw error;
  }
}
