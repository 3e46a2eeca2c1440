import type { Example, Untried } from "./example.ts";
import type { ExampleRow } from "./record.ts";

/**
 * The examples whose path has one of some texts in it, and those that they need, in the order in which they are run;
 * without a text, all.
 */
export function select(examples: readonly Example[], texts: readonly string[]): readonly Example[] {
  if (texts.length === 0) {
    return examples;
  }
  const wanted = new Set<string>();
  const want = ({ path, after = [] }: Example) => {
    wanted.add(path);
    for (const example of examples) {
      if (after.includes(example.path)) {
        want(example);
      }
    }
  };
  for (const example of examples) {
    if (texts.some((text) => example.path.includes(text))) {
      want(example);
    }
  }
  return examples.filter(({ path }) => wanted.has(path));
}

/**
 * The rows of all scripts that are not run: one a reason.
 *
 * @throws {@link Error} when a script is neither run nor left out for a reason, or one that is run is not there.
 */
export function rowsOfUntried(
  scripts: readonly string[],
  examples: readonly Example[],
  untried: readonly Untried[],
): ExampleRow[] {
  const run = new Set(examples.map(({ path }) => path));
  const missing = [...run].filter((path) => !scripts.includes(path));
  if (missing.length > 0) {
    throw new Error(`These examples are not in the checkout: ${missing.join(", ")}.`);
  }
  const rest = scripts.filter((path) => !run.has(path));
  const reasonOf = (path: string) => untried.find(({ paths }) => paths.some((start) => path.startsWith(start)));
  const forgotten = rest.filter((path) => reasonOf(path) === undefined);
  if (forgotten.length > 0) {
    throw new Error(`Nothing says why these examples are left out: ${forgotten.join(", ")}.`);
  }
  return rest.map((example) => ({ example, result: "not tried", remark: reasonOf(example)?.why ?? "", left: "" }));
}
