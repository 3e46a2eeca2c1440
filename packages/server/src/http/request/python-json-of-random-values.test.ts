import fc from "fast-check";
import { expect, test } from "vitest";
import { seeded } from "../../fixtures/property-runs.fixture.ts";
import { isNestedDeeper } from "./nesting.ts";
import { parsePythonJson } from "./python-json.ts";

const text = fc.oneof(
  fc.string(),
  fc.constantFrom("NaN", 'a "NaN" \\', "-Infinity,", "\\", '\\"', "[{", "\u2028", "é漢😀"),
);
const number = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
);

const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(text, number, fc.constantFrom(null, true, false)),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.array(fc.tuple(text, tie("value")), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
  ),
})).value;

/** As Python's `json.dumps` writes: bare words for what is not a number, a space behind commas and colons. */
function pythonJson(given: unknown): string {
  if (typeof given === "number" && !Number.isFinite(given)) {
    return String(given);
  }
  if (Array.isArray(given)) {
    return `[${given.map(pythonJson).join(", ")}]`;
  }
  if (typeof given !== "object" || given === null) {
    return JSON.stringify(given);
  }
  return `{${Object.entries(given)
    .map(([key, inner]) => `${JSON.stringify(key)}: ${pythonJson(inner)}`)
    .join(", ")}}`;
}

test("what Python writes is read, with null for what is not a number", () => {
  fc.assert(
    fc.property(value, (given) => {
      expect(parsePythonJson(pythonJson(given))).toEqual(JSON.parse(JSON.stringify(given)));
    }),
    { ...seeded, numRuns: 1000 },
  );
});

test("what JSON.parse reads is read in the same way, and the rest is refused", () => {
  const snippet = fc.constantFrom(
    '"',
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "NaN",
    "-Infinity",
    "1",
    "-",
    "true",
    " ",
    "a",
    '"a"',
  );
  fc.assert(
    fc.property(fc.array(snippet, { maxLength: 12 }), (snippets) => {
      const given = snippets.join("");
      const read = attempt(() => parsePythonJson(given));
      const known = attempt(() => JSON.parse(given));
      if (known !== "refused") {
        expect(read).toEqual(known);
      }
      // Outside of its texts, the bare words are all that it may hold beside JSON.
      else if (read !== "refused") {
        expect(given).toMatch(/NaN|Infinity/);
      }
    }),
    { ...seeded, numRuns: 5000 },
  );
});

test("a value is nested as deep as it is", () => {
  const depthOf = (given: unknown): number =>
    typeof given === "object" && given !== null ? 1 + Math.max(0, ...Object.values(given).map(depthOf)) : 0;
  fc.assert(
    fc.property(value, fc.nat(6), (given, levels) => {
      expect(isNestedDeeper(pythonJson(given), levels)).toBe(depthOf(given) > levels);
    }),
    { ...seeded, numRuns: 1000 },
  );
});

function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    if (error instanceof SyntaxError) {
      return "refused";
    }
    throw error;
  }
}
