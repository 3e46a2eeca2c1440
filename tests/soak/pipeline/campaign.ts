import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type Connection, connect } from "@clearml-ts/client";
import fc from "fast-check";
import { programEnvironment } from "../program-environment.ts";
import { startSoakedServer } from "../soaked-server.ts";
import { faultsOfRun } from "./run-faults.ts";

const program = fileURLToPath(new URL("brittle-program.ts", import.meta.url));

/** The options of a campaign that kills the controllers of pipelines. */
export interface PipelineCampaignOptions {
  /** The words of the command `clearml-ts`. */
  readonly command: readonly string[];
  /** Folder for the server and the caches. */
  readonly folder: string;
  readonly seed: number;
  readonly kills: number;
  /** Told after every kill. */
  readonly onProgress?: (kills: number, faults: readonly string[]) => void;
}

/** The result of all kills of controllers. */
export interface PipelineCampaignReport {
  /** Processes that were killed before their run had come to its end. */
  readonly kills: number;
  /** Runs of which one or two processes were killed, and that a further one brought to their end. */
  readonly runs: number;
  /** Every run that did not come to the end that it would have had; one sentence each. */
  readonly faults: readonly string[];
  /** Steps whose work had been done before their controller was killed, and was not done again. */
  readonly kept: number;
  /** Steps that were cut short, are shown as stopped, and ran again in a task of their own. */
  readonly retried: number;
}

/** After how many changes of steps, and how many milliseconds later than the last of them. */
interface Moment {
  readonly changes: number;
  readonly milliseconds: number;
}

/** A moment of a run in which so many changes come. */
const momentAmong = (changes: number): fc.Arbitrary<Moment> =>
  fc.record({ changes: fc.integer({ min: 1, max: changes }), milliseconds: fc.integer({ min: 0, max: 25 }) });

/** The moments at which the processes of one run die: the first, and of every other run the one that resumes it. */
const momentsOfDeath: fc.Arbitrary<readonly [Moment, Moment | undefined]> = fc.noBias(
  fc.tuple(momentAmong(22), fc.option(momentAmong(12), { nil: undefined, freq: 1 })),
);

/** Kills the controller of a run again and again, resumes the run, and compares it with one that nobody disturbed. */
export async function killControllers(options: PipelineCampaignOptions): Promise<PipelineCampaignReport> {
  const { command, folder, seed, kills, onProgress } = options;
  const faults: string[] = [];
  let [killed, runs, kept, retried] = [0, 0, 0, 0];
  await using server = await startSoakedServer({ command, dataDir: join(folder, "server") });
  const env = programEnvironment(server.address, join(folder, "cache"));
  await using connection = await connect({ env });
  const undisturbed = await runProgram(env, [join(folder, "ledger undisturbed")]);
  // A run may end before its moment comes: that is a kill that was none.
  for (const moments of fc.sample(momentsOfDeath, { seed, numRuns: 2 * kills })) {
    if (killed >= kills) {
      break;
    }
    const ledger = join(folder, `ledger ${runs}`);
    const done = await runThroughDeaths({ env, connection, ledger, moments });
    runs += 1;
    killed += done.deaths;
    const { controllerId, result, before } = done;
    if (result !== undisturbed.result) {
      faults.push(`run ${controllerId}: its result is ${result} instead of ${undisturbed.result}`);
    }
    const found = await faultsOfRun(connection, controllerId, worksIn(ledger));
    faults.push(...found.faults);
    kept += before.filter(({ task }) => found.completed.has(task)).length;
    retried += found.stopped;
    onProgress?.(killed, faults);
  }
  return { kills: killed, runs, faults: [...new Set(faults)], kept, retried };
}

/** The program, its ledger and the moments at which its processes die. */
interface MortalRun {
  readonly env: Record<string, string>;
  readonly connection: Connection;
  readonly ledger: string;
  readonly moments: readonly (Moment | undefined)[];
}

/** Runs the program, kills it at each of the moments, and resumes the run until it has come to its end. */
async function runThroughDeaths({ env, connection, ledger, moments }: MortalRun) {
  const since = new Date();
  let controllerId: string | undefined;
  let deaths = 0;
  let before: Work[] = [];
  for (const moment of [...moments, undefined]) {
    const { result } = await runProgram(env, controllerId === undefined ? [ledger] : [ledger, controllerId], moment);
    controllerId ??= await newestController(connection, since);
    if (result !== undefined) {
      return { controllerId, result, deaths, before };
    }
    deaths += 1;
    before = worksIn(ledger);
  }
  throw new Error(`Run ${controllerId} was killed although its last process had no moment to die at.`);
}

/** Runs the program to its end, or until its moment has come. */
async function runProgram(
  env: Record<string, string>,
  args: readonly string[],
  moment?: Moment,
): Promise<{ result: string | undefined }> {
  const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), program, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { PATH: process.env["PATH"], ...env },
  });
  const closed = once(child, "close");
  let left = moment?.changes ?? Number.POSITIVE_INFINITY;
  let result: string | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    result = line.startsWith("result ") ? line : result;
    left -= 1;
    if (left === 0) {
      setTimeout(() => child.kill("SIGKILL"), moment?.milliseconds);
    }
  }
  const [status, signal] = await closed;
  if (status !== 0 && signal !== "SIGKILL") {
    throw new Error(`The program ended with status ${status} before it was killed.`);
  }
  return { result };
}

async function newestController({ services }: Connection, since: Date): Promise<string> {
  const { tasks } = await services.tasks.getAll({
    type: ["controller"],
    search_hidden: true,
    order_by: ["-created"],
    only_fields: ["id", "created"],
    page: 0,
    page_size: 1,
  });
  const [task] = tasks;
  if (task === undefined || Date.parse(task.created ?? "") < since.getTime() - 1000) {
    throw new Error("The program was killed before it had a controller.");
  }
  return task.id;
}

/** One work that was done, and the task it was done in. */
interface Work {
  readonly step: string;
  readonly task: string;
}

/** The works that were done, in order. */
function worksIn(ledger: string): Work[] {
  const lines = existsSync(ledger) ? readFileSync(ledger, "utf8").trimEnd().split("\n") : [];
  return lines.filter(Boolean).map((line) => {
    const blank = line.lastIndexOf(" ");
    return { step: line.slice(0, blank), task: line.slice(blank + 1) };
  });
}
