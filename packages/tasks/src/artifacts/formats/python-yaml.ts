import { parseDocument } from "yaml";

/** Floats in YAML 1.1 have a point and a sign in the exponent: PyYAML writes the text `1e3` without quotes. */
const FLOAT = {
  default: true,
  tag: "tag:yaml.org,2002:float",
  test: /^[-+]?(?:[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?)$/,
  resolve: (text: string) => Number(text.replaceAll("_", "")),
} as const;

/**
 * Reads YAML as PyYAML's `safe_load` does: version 1.1, and ints beyond 2^53 as bigints with all their digits.
 *
 * @throws {@link SyntaxError} when it is not YAML, or holds an object of a Python class.
 */
export function readPythonYaml(text: string): unknown {
  try {
    const document = parseDocument(text, {
      version: "1.1",
      intAsBigInt: true,
      customTags: (tags) => [FLOAT, ...tags.filter((tag) => !isExponentFloat(tag))],
    });
    // A tag of a Python class is a warning here, and an error there.
    const [problem] = [...document.errors, ...document.warnings];
    if (problem) {
      throw problem;
    }
    return withNumbers(document.toJS());
  } catch (cause) {
    throw new SyntaxError(`It is not YAML that can be read: ${(cause as Error).message}`, { cause });
  }
}

function isExponentFloat(tag: unknown): boolean {
  return typeof tag === "object" && tag !== null && "format" in tag && tag.format === "EXP";
}

/** Turns the bigints that are safe as numbers into numbers. */
function withNumbers(value: unknown): unknown {
  if (typeof value === "bigint") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  }
  if (Array.isArray(value)) {
    return value.map(withNumbers);
  }
  if (typeof value !== "object" || value === null || value instanceof Date || value instanceof Set) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withNumbers(item)]));
}
