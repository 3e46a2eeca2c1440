// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references of HOCON look the same
import fc from "fast-check";
import { expect, test } from "vitest";
import { ConfigError } from "../../errors.ts";
import { type ConfigTree, readHocon, readSettings } from "../hocon/hocon.ts";

/** Pieces of which HOCON is made, so that random texts come near to it. */
const piece = fc.constantFrom(
  ...[
    "{",
    "}",
    "[",
    "]",
    "=",
    ":",
    "+=",
    ",",
    "\n",
    " ",
    '"',
    '"""',
    "#",
    "//",
    "\\",
    "$",
    "${a}",
    "${?b}",
    "a",
    "b.c",
  ],
  ...["include", "1e5", "-", "true", "null", "é", "\u0000", "\ud800", "__proto__", "constructor", "/", "'", "\t", "\r"],
);
const nearlyHocon = fc.array(fc.oneof({ weight: 8, arbitrary: piece }, fc.string()), { maxLength: 60 });

test("any text is read as settings, or refused with its place", () => {
  fc.assert(
    fc.property(nearlyHocon, (pieces) => {
      try {
        readSettings([{ path: "clearml.conf", text: pieces.join("") }], { a: "x" });
      } catch (error) {
        expect(error).toBeInstanceOf(ConfigError);
        expect(String(error)).toMatch(/clearml\.conf:\d+:\d+: /);
      }
      expect(Object.keys(Object.prototype)).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test.each(["{a:", "[", "a=[", "a={b=", "a.", '"a".'])(
  "a text that repeats %j a hundred thousand times is refused",
  (part) => {
    expect(() => readHocon(part.repeat(100_000), "deep.conf")).toThrow(ConfigError);
  },
);

const key = fc.string({ unit: fc.constantFrom(..."abcXYZ_-é 1"), minLength: 1 }).filter((text) => text.trim() === text);
const leaf = fc.oneof(
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.string({ unit: fc.constantFrom(..."ab 1.,:=#{}[]$/'é+-") }),
);
const { tree } = fc.letrec<{ tree: ConfigTree; value: ConfigTree[string] }>((tie) => ({
  tree: fc.dictionary(key, tie("value"), { maxKeys: 5 }),
  value: fc.oneof({ depthSize: "small" }, leaf, fc.array(fc.oneof(leaf, tie("tree")), { maxLength: 4 }), tie("tree")),
}));

test("settings that a program wrote as JSON, as an agent hands them over, are read as they are", () => {
  fc.assert(
    fc.property(tree, (settings) => {
      const read = readSettings([{ path: "agent.json", text: JSON.stringify(settings) }], {});
      expect(read).toEqual(JSON.parse(JSON.stringify(settings)));
    }),
    { numRuns: 500 },
  );
});
