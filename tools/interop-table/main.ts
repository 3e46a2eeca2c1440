import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { table } from "../markdown/markdown.ts";
import { root } from "../root.ts";
import { readRecord } from "../sdk-examples/record.ts";
import { examplesSection } from "../sdk-examples/section.ts";

/**
 * Writes docs/interop.md from the JSON report of a run of `pnpm test:interop`: one row a feature, one column a direction;
 * and from the record that `pnpm sdk-examples` writes. Argument: the report. @default reports/vitest.json
 */
interface Report {
  testResults: { assertionResults: { ancestorTitles: string[]; title: string; status: string }[] }[];
}

interface Row {
  /** The titles around the test, from the outside in: the area, and for both SDKs the direction. */
  path: string[];
  feature: string;
  passed: boolean;
}

const directions = ["Python writes, TypeScript reads", "TypeScript writes, Python reads"];
/** Areas with two directions, in the order in which people meet them; areas that are not listed come last. */
const areas = [
  "task",
  "life of a task",
  "reports",
  "artifacts",
  "models",
  "datasets",
  "storage manager",
  "pipelines",
  "API client",
  "offline session",
];
/** The beginnings of the other titles, in the same order. */
const programs = [
  "offline sessions",
  "clearml-task",
  "clearml-data",
  "clearml-agent",
  "pipelines of the Python SDK on one machine",
  "pipelines of the Python SDK by clearml-agent",
  "clearml-param-search",
  "automation",
  "Thermal comfort on",
  "Thermal comfort, run again",
  "The server is killed",
];

const report = JSON.parse(readFileSync(process.argv[2] ?? join(root, "reports/vitest.json"), "utf8")) as Report;
const rows = report.testResults
  .flatMap(({ assertionResults }) => assertionResults)
  .map(
    ({ ancestorTitles, title, status }): Row => ({ path: ancestorTitles, feature: title, passed: status === "passed" }),
  );
const examples = readRecord(join(root, "tests/interop/sdk-examples.json"));
const isBothWays = ({ path }: Row) => directions.includes(path.at(-1) ?? "");

writeFileSync(
  join(root, "docs/interop.md"),
  `# Interoperability

TypeScript and the stock Python SDK work on one embedded server and read what the other one wrote. Each row is a test of
\`tests/interop\`; this page is made from their results:

    npx -y pnpm test:interop && npx -y pnpm interop-table

Written from a run with ${versions()}: ${rows.filter(({ passed }) => passed).length} of ${rows.length} tests passed.

A feature without a row does not have a test yet.

## Both SDKs on one server

An empty cell is a feature that the writing side does not have, or that only the other direction can show.

${bothWays(rows.filter(isBothWays))}

${[groups(rows.filter((row) => !isBothWays(row))), ...(examples ? [examplesSection(examples)] : [])].join("\n\n")}
`,
);

function bothWays(tests: readonly Row[]): string {
  const keys = [...new Set(tests.map(({ path, feature }) => JSON.stringify([path[0], feature])))]
    .map((key) => JSON.parse(key) as [string, string])
    .sort(([a], [b]) => position(areas, a) - position(areas, b));
  const cell = (area: string, feature: string, direction: string) => {
    const found = tests.find((row) => row.path[0] === area && row.feature === feature && row.path.at(-1) === direction);
    return found ? mark(found) : "";
  };
  return table(
    ["", "feature", ...directions],
    keys.map(([area, feature], index) => [
      area === keys[index - 1]?.[0] ? "" : `**${area}**`,
      feature,
      ...directions.map((direction) => cell(area, feature, direction)),
    ]),
    2 + directions.length,
  );
}

/** A table for each group of tests that has no directions. */
function groups(tests: readonly Row[]): string {
  const titles = [...new Set(tests.map(({ path }) => path[0] ?? ""))].sort();
  return titles
    .sort((a, b) => position(programs, a) - position(programs, b))
    .map((title) => {
      const own = tests.filter(({ path }) => path[0] === title);
      const body = own.map((row) => [[...row.path.slice(1), row.feature].join(": "), mark(row)]);
      return `## ${heading(title)}\n\n${table(["what", "result"], body, 2)}`;
    })
    .join("\n\n");
}

function position(order: readonly string[], title: string): number {
  const index = order.findIndex((start) => title.startsWith(start));
  return index === -1 ? order.length : index;
}

/** A sentence begins with a capital; the name of a program does not. */
function heading(title: string): string {
  return title.startsWith("clearml-") ? title : title.charAt(0).toUpperCase() + title.slice(1);
}

function mark({ passed }: Row): string {
  return passed ? "✓" : "✗";
}

/** The versions of what stood on the other side. */
function versions(): string {
  const python = join(root, "tests/interop/.venv/bin/python");
  const program = `
import importlib.metadata, platform
print(", ".join(["Python " + platform.python_version()] + [name + " " + importlib.metadata.version(name) for name in ("clearml", "clearml-agent", "ydf", "pandas")]))`;
  const others = execFileSync(python, ["-c", program], { encoding: "utf8" }).trim();
  return `Node ${process.versions.node}, ${others}`;
}
