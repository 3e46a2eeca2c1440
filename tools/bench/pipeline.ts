import { join } from "node:path";
import { table } from "../markdown/markdown.ts";
import { type ServerProcess, startServerProcess } from "../server/server-process.ts";
import { type Comparison, compare, comparisonTable, readers } from "./comparison.ts";
import { count, duration, durations, megabytes, ratio } from "./format.ts";
import { ownAgent, startListening } from "./listening-agent.ts";
import { median, spread } from "./median.ts";
import { type ProgramRun, type Runner, runProgram } from "./program.ts";
import { type Row, told, wanted } from "./server/row.ts";
import type { Bench } from "./suite.ts";

const sizes = {
  // Python's controller takes two minutes for the chain.
  full: { runs: 2, alone: 9, steps: 5, widths: [50, 100, 200, 400, 1000], cached: 200, queued: 9 },
  quick: { runs: 1, alone: 2, steps: 2, widths: [20, 40], cached: 20, queued: 2 },
};

const programs = {
  chain: new URL("./programs/pipeline-chain.mjs", import.meta.url),
  wide: new URL("./programs/pipeline-wide.mjs", import.meta.url),
  queued: new URL("./programs/pipeline-queued.mjs", import.meta.url),
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
  const alone = await compare(bench, { file: programs.chain, args, server, runners: ["TypeScript"], runs: size.alone });
  const rows: Row[] = [chainRow(alone, size.steps), ratioRow(chains)];
  const cached = (await run(size.cached, "cached")).phases["again"] ?? Number.NaN;
  const each = cached / size.cached;
  rows.push(wanted("a step that is taken from the cache", duration(each), "< 10 ms", each < 0.01));
  for (const width of size.widths) {
    rows.push(...wideRows(width, await run(width)));
  }
  rows.push(await queuedRow(bench, server, size.queued));
  return [
    `Medians of ${size.runs} runs of the chain, taken in turn, and of ${size.alone} of ours alone; one run of each width. Every run is a new process.`,
    `### ${size.steps} chained steps that do nothing\n\n${comparisonTable(chains)}`,
    `### Against the targets\n\n${table(["", "measured", "target", "reached"], rows)}`,
  ].join("\n\n");
}

function chainRow(alone: Comparison, steps: number): Row {
  const seconds = spread(secondsOf(alone, "TypeScript"));
  return wanted(`${steps} chained steps`, durations(seconds), "< 0.3 s", seconds.median < 0.3);
}

function ratioRow(chains: Comparison): Row {
  const [own, other] = [median(secondsOf(chains, "TypeScript")), median(secondsOf(chains, "Python"))];
  return wanted("times that Python's controller takes", ratio(other, own), "≥ 100 ×", other / own >= 100);
}

function secondsOf(runs: Comparison, runner: Runner): number[] {
  return (runs.get(runner) ?? []).map(({ phases }) => phases["run"] ?? Number.NaN);
}

/** How long steps wait for an idle agent of ours; the program tells it in the place of a result. */
async function queuedRow(bench: Bench, server: ServerProcess, steps: number): Promise<Row> {
  bench.progress(`${steps} steps in a queue`);
  const queue = "steps";
  await using _agent = await startListening(ownAgent(queue), bench.folder, server.address);
  const { result } = await runProgram(bench, "TypeScript", {
    file: programs.queued,
    args: [String(steps), queue],
    server,
  });
  const waits = spread(JSON.parse(result) as number[]);
  const what = "a queued step, from ready until our agent runs it";
  return wanted(what, durations(waits), "< 0.25 s", waits.median < 0.25);
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
