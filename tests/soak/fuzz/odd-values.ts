import fc from "fast-check";
import { key, oddText, plainText } from "./odd-texts.ts";

/** A JSON text that no JavaScript value is written as: it goes into the text of a body in place of a marker. */
const fragments: readonly string[] = [
  ...[
    "NaN",
    "Infinity",
    "-Infinity",
    "1e999",
    "-1e999",
    "1e-999",
    "-0",
    "0.1e1",
    "9".repeat(400),
    `1${"0".repeat(10_000)}`,
  ],
  ...[
    '"\\ud800"',
    '"\\u0000"',
    '{"a":1,"a":2}',
    '{"__proto__":{"x":1}}',
    '{"":{"":{"":1}}}',
    "tru",
    "'x'",
    "[1,]",
    "01",
  ],
  ...[40, 250, 2000, 100_000].map((depth) => "[".repeat(depth) + "]".repeat(depth)),
  ...[40, 250, 20_000].map((depth) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`),
];

const MARKER = "\ue000fragment:";

/** Writes a value as JSON, with the fragments that it marks. */
export function writeJson(value: unknown): string {
  return JSON.stringify(value).replace(
    new RegExp(`"${MARKER}(\\d+)"`, "g"),
    (_, index) => fragments[Number(index)] ?? "null",
  );
}

/** Numbers at the edges of what is stored, compared and counted. */
export const oddNumber: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(
    0,
    -0,
    1,
    -1,
    0.5,
    1e300,
    -1e300,
    5e-324,
    2 ** 31,
    -(2 ** 31),
    2 ** 32,
    2 ** 53 - 1,
    -(2 ** 53) + 1,
    2 ** 53,
    2 ** 63,
    -(2 ** 63),
  ),
  fc.constantFrom(1_767_225_600, 1_767_225_600_000, 8.64e15, 8.64e15 + 1, 500, 501, 6000, 6001, 1e6, 1e9),
  fc.integer({ min: -3, max: 30 }),
);

/** Any value, whatever is expected. */
export const oddValue: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown; leaf: unknown }>((tie) => ({
  leaf: fc.oneof(
    { weight: 6, arbitrary: oddText },
    { weight: 4, arbitrary: oddNumber },
    { weight: 2, arbitrary: plainText },
    { weight: 2, arbitrary: fc.constantFrom(null, true, false, [], {}, [null], [[]], [{}]) },
    { weight: 1, arbitrary: fc.nat(fragments.length - 1).map((index) => `${MARKER}${index}`) },
  ),
  value: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    { weight: 6, arbitrary: tie("leaf") },
    { weight: 2, arbitrary: fc.array(tie("value"), { maxLength: 4 }) },
    { weight: 2, arbitrary: odd(tie("value")) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.oneof(oddNumber, plainText, key, fc.constant(null)), fc.constantFrom(50, 3000))
        .map(([one, times]) => Array.from({ length: times }, () => one)),
    },
  ),
})).value;

function odd(value: fc.Arbitrary<unknown>): fc.Arbitrary<Record<string, unknown>> {
  // fromEntries makes an own "__proto__", as JSON.parse does.
  return fc.array(fc.tuple(key, value), { maxLength: 4 }).map((entries) => Object.fromEntries(entries));
}
