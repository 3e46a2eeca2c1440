import { join } from "node:path";
import type { Connection } from "@clearml-ts/client";
import { table } from "../markdown/markdown.ts";
import { connectTo } from "../server/server-client.ts";
import { startServerProcess } from "../server/server-process.ts";
import { type Comparison, compare, comparisonTable, readers, reporters } from "./comparison.ts";
import { count, duration, megabytes, ratio } from "./format.ts";
import { median } from "./median.ts";
import type { Program, ProgramRun, Runner } from "./program.ts";
import { type Row, wanted } from "./server/row.ts";
import type { Bench } from "./suite.ts";

/** Python takes minutes to close a task of 100,000 points: both report fewer side by side, and what counts is the time of one. */
const sizes = {
  full: { runs: 5, points: 10_000, longRuns: 3, manyPoints: 1_000_000 },
  quick: { runs: 1, points: 500, longRuns: 1, manyPoints: 5000 },
};

const programs = {
  load: new URL("./programs/import-tasks.mjs", import.meta.url),
  first: new URL("./programs/first-scalar.mjs", import.meta.url),
  many: new URL("./programs/many-scalars.mjs", import.meta.url),
  read: new URL("./programs/read-scalars.mjs", import.meta.url),
};

/** Measures tasks beside the Python SDK: the same programs against the same server, in turn. */
export async function tasksSuite(bench: Bench): Promise<string> {
  const { runs, points, longRuns, manyPoints } = bench.quick ? sizes.quick : sizes.full;
  await using server = await startServerProcess(join(bench.folder, "server"));
  await using connection = await connectTo(server, join(bench.folder, "cache"));
  const run = (runners: readonly Runner[], program: Omit<Program, "server">, times: number) =>
    compare(bench, { ...program, server, runners, runs: times });
  const report = (runners: readonly Runner[], total: number) => {
    const check = (task: string) => checkPoints(connection, task, total);
    return run(runners, { file: programs.many, args: [String(total)], check }, longRuns);
  };

  const loaded = await run(readers, { file: programs.load }, runs);
  const first = await run(reporters, { file: programs.first, check: (task) => checkPoints(connection, task, 1) }, runs);
  const some = await report(reporters, points);
  const many = await report(["TypeScript"], manyPoints);
  const [stored] = many.get("TypeScript") ?? [];
  const check = async (found: string) => checkSame(manyPoints, Number(found));
  const read = await run(readers, { file: programs.read, args: [stored?.result ?? ""], check }, longRuns);

  return [
    `Medians of ${runs} runs, of ${longRuns} where there are many points, taken in turn; every run is a new process with an empty home folder.`,
    table(["", "measured", "target", "reached"], targetRows({ first, some, many, read }, { points, manyPoints })),
    section("Import of tasks, nothing else", loaded),
    section("Import, a task with one scalar, close", first),
    section(`${count(points)} scalars of 10 curves`, some),
    section(`${count(manyPoints)} scalars of 10 curves`, many),
    section(`All scalars of a task with ${count(manyPoints)} points, read`, read),
  ].join("\n\n");
}

type Measured = Record<"first" | "some" | "many" | "read", Comparison>;

/** The numbers that are held against a target. */
function targetRows(
  { first, some, many, read }: Measured,
  { points, manyPoints }: { points: number; manyPoints: number },
): Row[] {
  const total = ({ total }: ProgramRun) => total;
  const onePoint = (runner: Runner) => pointsTime(some, runner) / points;
  return [
    limit("import alone, without the start of Node", duration, { measured: of(first, phase("import")), target: 0.1 }),
    times("import, init, one scalar, close", {
      ours: of(first, total),
      python: of(first, total, "Python"),
      target: 10,
    }),
    limit("`reportScalar`, median", duration, { measured: of(many, phase("a call, median")), target: 5e-6 }),
    limit("`reportScalar`, p99.9", duration, { measured: of(many, phase("a call, p99.9")), target: 1e-3 }),
    times(`a scalar until the server has stored it, of ${count(points)}`, {
      ours: onePoint("TypeScript"),
      python: onePoint("Python"),
      target: 20,
    }),
    limit(`memory of the process with ${count(manyPoints)} scalars`, megabytes, {
      measured: of(many, ({ memory }) => memory),
      target: 300 * 2 ** 20,
    }),
    times(`reading ${count(manyPoints)} points`, {
      ours: of(read, phase("read")),
      python: of(read, phase("read"), "Python"),
      target: 5,
    }),
  ];
}

/** From the first call until all points are on the server. */
function pointsTime(comparison: Comparison, runner: Runner): number {
  const time = ({ phases }: ProgramRun) => (phases["all calls"] ?? 0) + (phases["until the server has the rest"] ?? 0);
  return of(comparison, time, runner);
}

function phase(name: string): (run: ProgramRun) => number {
  return ({ phases }) => phases[name] ?? Number.NaN;
}

function of(comparison: Comparison, value: (run: ProgramRun) => number, runner: Runner = "TypeScript"): number {
  return median((comparison.get(runner) ?? []).map(value));
}

function limit(
  what: string,
  format: (value: number) => string,
  { measured, target }: { measured: number; target: number },
): Row {
  return wanted(what, format(measured), `< ${format(target)}`, measured < target);
}

function times(what: string, { ours, python, target }: { ours: number; python: number; target: number }): Row {
  const measured = `${duration(ours)}, Python ${duration(python)}: ${ratio(python, ours)}`;
  return wanted(what, measured, `≥ ${target} ×`, python / ours >= target);
}

function section(title: string, comparison: Comparison): string {
  return `### ${title}\n\n${comparisonTable(comparison)}`;
}

/** Everything that a program reported must be on the server when its process has ended. */
async function checkPoints({ services }: Connection, task: string, points: number): Promise<void> {
  const { metrics } = await services.events.getScalarMetricsAndVariants({ task });
  const titles = Object.keys(metrics).filter((title) => !title.startsWith(":monitor"));
  const totals = await Promise.all(
    titles.map(async (metric) => {
      const request = { task, metric: { metric }, batch_size: 1, count_total: true };
      return (await services.events.scalarMetricsIterRaw(request)).total ?? 0;
    }),
  );
  checkSame(
    points,
    totals.reduce((sum, total) => sum + total, 0),
  );
}

function checkSame(wanted: number, found: number): void {
  if (wanted !== found) {
    throw new Error(`There are ${found} points instead of ${wanted}.`);
  }
}
