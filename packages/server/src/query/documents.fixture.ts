import fc from "fast-check";
import type { Document } from "./document-path.ts";

/** Few words, so that what is asked for is often there. */
export const word: fc.Arbitrary<string> = fc.constantFrom("x", "y", "z", "X", "ab", "a.b", "-x", "ä", "1", "10", "9");

/** Moments that records hold. */
export const moment: fc.Arbitrary<string> = fc.constantFrom(
  ...["2026-01-01T00:00:00+00:00", "2026-01-01T00:00:00.500000+00:00", "2026-01-02T10:20:30+00:00"],
);

/** Names of parameters as records hold them, and as requests address them. */
export const parameterNames: readonly (readonly [stored: string, addressed: string])[] = [
  ["lr", "lr"],
  ["a.b", "a%2Eb"],
  ["$x", "%24x"],
  ['say "hi"', 'say "hi"'],
  ["back\\slash", "back\\slash"],
  ["ünïcode", "ünïcode"],
];

const parameters = fc
  .array(fc.tuple(fc.constantFrom(...parameterNames), word), { maxLength: 3 })
  .map((pairs) => Object.fromEntries(pairs.map(([[name], value]) => [name, { value }])));

const words = fc.array(word, { maxLength: 3 });

/** Tasks as they are stored, with any of the fields missing. */
export const taskDocument: fc.Arbitrary<Document> = fc.record(
  {
    name: word,
    comment: fc.oneof(word, fc.constantFrom("", null)),
    tags: fc.oneof(words, fc.constant(null)),
    system_tags: words,
    type: word,
    status: fc.constantFrom("created", "queued"),
    project: word,
    parent: fc.oneof(word, fc.constant(null)),
    created: moment,
    started: moment,
    last_update: moment,
    last_change: moment,
    last_iteration: fc.oneof(fc.integer({ min: -2, max: 12 }), fc.constant(null)),
    hyperparams: fc.record({ Args: parameters }),
    last_metrics: fc.record({ m: fc.record({ v: fc.record({ value: fc.integer({ min: -2, max: 12 }) }) }) }),
    runtime: fc.record({ progress: fc.oneof(fc.constantFrom("5", 5, true, false, "x"), words) }, { requiredKeys: [] }),
    execution: fc.record({ queue: word }, { requiredKeys: [] }),
    models: fc.record({
      input: fc.array(fc.record({ name: word, model: word }, { requiredKeys: ["name"] }), { maxLength: 2 }),
    }),
  },
  { requiredKeys: [] },
);
