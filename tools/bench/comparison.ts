import { basename } from "node:path";
import { table } from "../markdown/markdown.ts";
import { duration, megabytes, ratio } from "./format.ts";
import { median } from "./median.ts";
import { type Program, type ProgramRun, type Runner, runProgram } from "./program.ts";
import type { Bench } from "./suite.ts";

/** The runs of one program by everybody who runs it, this project first. */
export type Comparison = ReadonlyMap<Runner, ProgramRun[]>;

/** Those who report something while they work. */
export const reporters: readonly Runner[] = ["TypeScript", "Python", "Python, threaded"];
/** Those who only read; how the Python SDK would report makes no difference. */
export const readers: readonly Runner[] = ["TypeScript", "Python"];

/** Has everybody run a program in turn, several times, so that a slow minute of the machine hits all alike. */
export async function compare(
  bench: Bench,
  { runners, runs, ...program }: Program & { runners: readonly Runner[]; runs: number },
): Promise<Comparison> {
  const comparison = new Map(runners.map((runner): [Runner, ProgramRun[]] => [runner, []]));
  for (let run = 1; run <= runs; run += 1) {
    for (const [runner, done] of comparison) {
      bench.progress(`${basename(program.file.pathname, ".mjs")} by ${runner}, run ${run} of ${runs}`);
      done.push(await runProgram(bench, runner, program));
    }
  }
  return comparison;
}

/** Shows the medians side by side, and how many times more Python takes; bold is where it takes less. */
export function comparisonTable(comparison: Comparison): string {
  const [[, [first] = []] = []] = comparison;
  const [ours = "", ...others] = comparison.keys();
  const line = (name: string, format: (value: number) => string, value: (run: ProgramRun) => number) => {
    const [own = Number.NaN, ...theirs] = [...comparison.values()].map((runs) => median(runs.map(value)));
    return [name, format(own), ...theirs.flatMap((other) => [format(other), ratio(other, own)])];
  };
  return table(
    ["", ours, ...others.flatMap((other) => [other, "ratio"])],
    [
      ...Object.keys(first?.phases ?? {}).map((phase) =>
        line(phase, duration, ({ phases }) => phases[phase] ?? Number.NaN),
      ),
      line("**whole process**", duration, ({ total }) => total),
      line("memory at most", megabytes, ({ memory }) => memory),
    ],
  );
}
