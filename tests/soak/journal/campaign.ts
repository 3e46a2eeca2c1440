import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type Connection, connect } from "@clearml-ts/client";
import { syncJournals, Task } from "@clearml-ts/tasks";
import fc from "fast-check";
import type { ServerAddress } from "../../interop/fixtures/clearml-server.ts";
import { programEnvironment } from "../program-environment.ts";
import { startSoakedServer } from "../soaked-server.ts";

const program = fileURLToPath(new URL("reporting-program.ts", import.meta.url));

/** Points of one round to one task. */
const POINTS = 20;

/** Reports of one round to one task: besides the points a line, a plot, a sample and two artifacts. */
const REPORTS = POINTS + 5;

/** The options of a campaign that kills programs which report. */
export interface JournalCampaignOptions {
  /** The words of the command `clearml-ts`. */
  readonly command: readonly string[];
  /** Folder for the server and the caches. */
  readonly folder: string;
  readonly seed: number;
  readonly kills: number;
  /** Told after every kill. */
  readonly onProgress?: (kills: number, faults: readonly string[]) => void;
}

/** The result of all kills of programs. */
export interface JournalCampaignReport {
  readonly kills: number;
  /** Every report that is missing or there twice; one sentence each. */
  readonly faults: readonly string[];
  /** Reports that were accepted: they are on the server, or on the disk of the program. */
  readonly accepted: number;
  /** Reports that were delivered after the death of their program. */
  readonly recovered: number;
}

/** After how many accepted rounds, and how many milliseconds later than the last of them. */
const momentOfDeath = fc.noBias(
  fc.record({ rounds: fc.integer({ min: 1, max: 60 }), milliseconds: fc.integer({ min: 0, max: 60 }) }),
);

/** Kills a program again and again while it reports to three tasks, recovers its journals, and looks whether each report is there once. */
export async function killReporters(options: JournalCampaignOptions): Promise<JournalCampaignReport> {
  const { command, folder, seed, kills, onProgress } = options;
  const faults: string[] = [];
  let [accepted, recovered] = [0, 0];
  await using server = await startSoakedServer({ command, dataDir: join(folder, "server") });
  for (const [index, moment] of fc.sample(momentOfDeath, { seed, numRuns: kills }).entries()) {
    const cacheDir = join(folder, "cache");
    const rounds = await reportUntilKilled(server.address, cacheDir, moment);
    await using connection = await connectTo(server.address, cacheDir);
    const { journals, running } = await syncJournals(connection);
    faults.push(...running.map((pid) => `the journal of process ${pid}, which is gone, counts as one in use`));
    for (const { task, delivered, left, rejected, damaged, reason } of journals) {
      recovered += delivered;
      if (left + rejected > 0) {
        faults.push(`task ${task}: ${left} reports are left, ${rejected} refused (${reason})`);
      }
      // The line that was being written is cut off.
      if (damaged > 1) {
        faults.push(`task ${task}: ${damaged} records are damaged`);
      }
    }
    for (const [task, count] of rounds) {
      accepted += count * REPORTS;
      faults.push(...(await faultsOf(connection, task, count)));
    }
    onProgress?.(index + 1, faults);
  }
  return { kills, faults: [...new Set(faults)], accepted, recovered };
}

/** Runs the program until its moment has come; returns the accepted rounds by task. */
async function reportUntilKilled(
  address: ServerAddress,
  cacheDir: string,
  { rounds, milliseconds }: { rounds: number; milliseconds: number },
): Promise<Map<string, number>> {
  const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), program], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { PATH: process.env["PATH"], ...programEnvironment(address, cacheDir) },
  });
  const closed = once(child, "close");
  const accepted = new Map<string, number>();
  let left = rounds;
  for await (const line of createInterface({ input: child.stdout })) {
    const [task = "", count] = line.split(" ");
    accepted.set(task, Number(count));
    left -= 1;
    if (left === 0) {
      setTimeout(() => child.kill("SIGKILL"), milliseconds);
    }
  }
  const [, signal] = await closed;
  if (signal !== "SIGKILL") {
    throw new Error("The program ended before it was killed.");
  }
  return accepted;
}

function connectTo(address: ServerAddress, cacheDir: string): Promise<Connection> {
  return connect({ env: programEnvironment(address, cacheDir) });
}

/** Compares what a task has with the rounds that were accepted; more rounds may have arrived, but each report once. */
async function faultsOf(connection: Connection, id: string, rounds: number): Promise<string[]> {
  const task = await Task.get({ id }, { connection });
  const points = (await task.getReportedScalars())["loss"]?.["train"]?.y ?? [];
  const lines: string[] = [];
  for await (const { msg = "" } of task.getReportedConsole()) {
    lines.push(msg);
  }
  const plots = await task.getReportedPlots();
  return [
    ...(await faultsOfArtifacts(task, rounds)),
    ...(await faultsOfSamples(task, rounds)),
    points.length < rounds * POINTS && `task ${id} has ${points.length} points of ${rounds * POINTS}`,
    points.some((value, index) => value !== index) && `task ${id} has points in disorder`,
    lines.length < rounds && `task ${id} has ${lines.length} lines of ${rounds}`,
    lines.some((line, index) => line !== `line ${index}`) && `task ${id} has lines twice, or in disorder`,
    plots.length < Math.min(rounds, 3) && `task ${id} has ${plots.length} plots`,
  ].filter((fault) => fault !== false);
}

/** Reads every artifact of a round that was accepted; its content is checked against the hash in the record. */
async function faultsOfArtifacts(task: Task, rounds: number): Promise<string[]> {
  const read = async (name: string) => {
    try {
      const value = (await task.artifacts.get(name)?.get()) as { round: number } | undefined;
      return value?.round ?? "is missing";
    } catch (error) {
      return `cannot be read: ${error}`;
    }
  };
  const faults: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const found = await read(`round ${round}`);
    if (found !== round) {
      faults.push(
        `task ${task.id}: the artifact of round ${round} ${typeof found === "number" ? "is another" : found}`,
      );
    }
  }
  const latest = rounds === 0 ? 0 : await read("latest");
  if (typeof latest !== "number" || latest < rounds - 1) {
    faults.push(`task ${task.id}: the latest artifact is of round ${latest}, of ${rounds}`);
  }
  return faults;
}

async function faultsOfSamples(task: Task, rounds: number): Promise<string[]> {
  const faults: string[] = [];
  const iterations: number[] = [];
  for await (const { iter = -1, url } of task.getDebugSamples("samples", "text")) {
    iterations.push(iter);
    const content = await task.connection.storage.read(url).catch((error: unknown) => String(error));
    if (Buffer.from(content).toString() !== `sample ${iter}`) {
      faults.push(`task ${task.id}: the sample of round ${iter} is ${Buffer.from(content)}`);
    }
  }
  const expected = Array.from({ length: rounds }, (_, round) => round);
  if (!expected.every((round) => iterations.includes(round)) || new Set(iterations).size < iterations.length) {
    faults.push(`task ${task.id} has samples of rounds ${iterations}, of ${rounds}`);
  }
  return faults;
}
