import { join } from "node:path";
import { table } from "../markdown/markdown.ts";
import { startServerProcess } from "../server/server-process.ts";
import { compare, comparisonTable, readers } from "./comparison.ts";
import { count, duration, megabytes, ratio } from "./format.ts";
import { median } from "./median.ts";
import { type ProgramRun, runProgram } from "./program.ts";
import { type Row, told, wanted } from "./server/row.ts";
import type { Bench } from "./suite.ts";

const sizes = {
  full: { runs: 3, steps: 5, widths: [50, 100, 200, 400, 1000], cached: 200 },
  quick: { runs: 1, steps: 2, widths: [20, 40], cached: 20 },
};

const programs = {
  chain: new URL("./programs/pipeline-chain.mjs", import.meta.url),
  wide: new URL("./programs/pipeline-wide.mjs", import.meta.url),
};

/** Pipelines whose steps do nothing, so that only the work around them is measured; chains beside Python's controller. */
export async function pipelineSuite(bench: Bench): Promise<string> {
  const size = bench.quick ? sizes.quick : sizes.full;
  await using server = await startServerProcess(join(bench.folder, "server"));
  const run = async (width: number, ...options: string[]) => {
    bench.progress(`${width} steps side by side ${options.join(" ")}`);
    return runProgram(bench, "TypeScript", { file: programs.wide, args: [String(width), ...options], server });
  };

  const args = [String(size.steps)];
  const chains = await compare(bench, { file: programs.chain, args, server, runners: readers, runs: size.runs });
  const rows: Row[] = [...chainRows(chains.get("TypeScript") ?? [], chains.get("Python") ?? [], size.steps)];
  const cached = (await run(size.cached, "cached")).phases["again"] ?? Number.NaN;
  const each = cached / size.cached;
  rows.push(wanted("a step that is taken from the cache", duration(each), "< 10 ms", each < 0.01));
  for (const width of size.widths) {
    rows.push(...wideRows(width, await run(width)));
  }
  return [
    `Medians of ${size.runs} runs of the chain, taken in turn, and one run of each width; every run is a new process.`,
    `### ${size.steps} chained steps that do nothing\n\n${comparisonTable(chains)}`,
    `### Against the targets\n\n${table(["", "measured", "target", "reached"], rows)}`,
  ].join("\n\n");
}

function chainRows(ours: readonly ProgramRun[], theirs: readonly ProgramRun[], steps: number): Row[] {
  const [own, other] = [ours, theirs].map((runs) => median(runs.map(({ phases }) => phases["run"] ?? Number.NaN)));
  if (own === undefined || other === undefined) {
    throw new Error("Nothing was run.");
  }
  return [
    wanted(`${steps} chained steps`, duration(own), "< 0.3 s", own < 0.3),
    wanted("times that Python's controller takes", ratio(other, own), "≥ 100 ×", other / own >= 100),
  ];
}

/** The program tells its processor time in the place of a result. */
function wideRows(width: number, { phases, memory, result }: ProgramRun): Row[] {
  const steps = `${count(width)} steps side by side`;
  const [seconds = Number.NaN, processor] = [phases["run"], Number(result) / width];
  const perStep = wanted(`${steps}: processor a step`, duration(processor), "≤ 15 ms", processor <= 0.015);
  return width < 1000
    ? [perStep, told(`${steps}: by the clock`, duration(seconds))]
    : [
        perStep,
        wanted(`${steps}: by the clock`, duration(seconds), "< 30 s", seconds < 30),
        wanted(`${steps}: memory at most`, megabytes(memory), "< 400 MB", memory < 400 * 2 ** 20),
      ];
}
