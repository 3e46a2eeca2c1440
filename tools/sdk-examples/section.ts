import { table } from "../markdown/markdown.ts";
import { examples } from "./examples.ts";
import type { ExampleRow, ExamplesRecord } from "./record.ts";

/** The part of docs/interop.md that tells what became of the SDK's own examples. */
export function examplesSection({ commit, versions, rows }: ExamplesRecord): string {
  const order = examples.map(({ path }) => path);
  const run = rows
    .filter(({ result }) => result !== "not tried")
    .sort((a, b) => order.indexOf(a.example) - order.indexOf(b.example));
  const passed = run.filter(({ result }) => result === "yes");
  const others = rows.filter(({ result }) => result === "not tried");
  const stack = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `## The SDK's own examples

The scripts in the folder \`examples/\` of the public repository clearml/clearml, at commit ${commit.slice(0, 8)}, as they are,
each with the SDK's own defaults, and a stock clearml-agent where they use a queue (${stack.join(", ")}).
**${passed.length} of the ${run.length} that were run ran unchanged.** That is: they ended well and printed no error, their tasks ended as they
should and have what the script reports, and the server gave no answer of 500 or more. This table is made by

    npx -y pnpm sdk-examples CHECKOUT

Nothing was downloaded from the internet but packages: where a script fetches its data first, data of our own in the
same form lay in the SDK's cache.

${table(["example", "ran unchanged", "on the server afterwards", "with what, or why not"], run.map(cells), 4)}

Not tried:

${table(["why", "examples"], byReason(others), 2)}`;
}

function cells({ example, result, left, remark }: ExampleRow): string[] {
  return [example, result === "yes" ? "✓" : "✗", left, remark].map(escapeCell);
}

function byReason(rows: readonly ExampleRow[]): string[][] {
  const reasons = [...new Set(rows.map(({ remark }) => remark))];
  return reasons.map((reason) => [
    reason,
    rows
      .filter(({ remark }) => remark === reason)
      .map(({ example }) => example)
      .join(", "),
  ]);
}

/** A bar would end the cell. */
const escapeCell = (text: string) => text.replaceAll("|", "\\|");
