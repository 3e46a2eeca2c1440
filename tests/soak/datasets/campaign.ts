import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { connect } from "@clearml-ts/client";
import { Dataset } from "@clearml-ts/datasets";
import fc from "fast-check";
import { programEnvironment } from "../program-environment.ts";
import { startSoakedServer } from "../soaked-server.ts";

const program = fileURLToPath(new URL("moving-program.ts", import.meta.url));

const FILES = 120;
const FILE_BYTES = 10_000;

/** The options of a campaign that kills programs which move the files of datasets. */
export interface DatasetCampaignOptions {
  /** The words of the command `clearml-ts`. */
  readonly command: readonly string[];
  /** Folder for the server, the files and the caches. */
  readonly folder: string;
  readonly seed: number;
  readonly kills: number;
  /** Told after every kill. */
  readonly onProgress?: (kills: number, faults: readonly string[]) => void;
}

/** The result of all kills. */
export interface DatasetCampaignReport {
  readonly kills: number;
  /** Everything that was not as it should be; one sentence each. */
  readonly faults: readonly string[];
  /** Programs that were killed while they sent, and while they fetched. */
  readonly killed: { readonly uploads: number; readonly downloads: number };
  /** Zips of killed programs that the next one did not have to send again. */
  readonly kept: number;
}

/** After how many lines of output, and how many milliseconds later. */
const momentOfDeath = fc.noBias(
  fc.record({ lines: fc.integer({ min: 1, max: 2 * FILES }), milliseconds: fc.integer({ min: 0, max: 40 }) }),
);

/**
 * Kills a program again and again while it uploads a version, has another one go on, and looks whether the version is whole;
 * then the same for a download, which must leave no folder that looks like a copy.
 */
export async function killMovers(options: DatasetCampaignOptions): Promise<DatasetCampaignReport> {
  const { command, folder, seed, kills, onProgress } = options;
  const source = join(folder, "source");
  const expected = writeSource(source);
  const faults: string[] = [];
  const killed = { uploads: 0, downloads: 0 };
  let kept = 0;
  await using server = await startSoakedServer({ command, dataDir: join(folder, "server") });
  for (const [index, moment] of fc.sample(momentOfDeath, { seed, numRuns: kills }).entries()) {
    const cacheDir = join(folder, `cache ${index}`);
    const env = programEnvironment(server.address, cacheDir);
    await using connection = await connect({ env });

    const first = await run(["begin", source], env, moment);
    const id = first.lines.find((line) => line.startsWith("id "))?.slice(3);
    if (id === undefined) {
      continue;
    }
    killed.uploads += first.isKilled ? 1 : 0;
    const before = await chunksOf(id);
    const second = await run(["go-on", id, source], env);
    faults.push(...second.faults);
    const after = await chunksOf(id);
    kept += [...before].filter((url) => after.has(url)).length;

    // A copy is told by zips, and takes less time than an upload.
    const third = await run(["copy", id], env, { ...moment, lines: 1 + (moment.lines % (FILES / 2)) });
    killed.downloads += third.isKilled ? 1 : 0;
    const copies = join(cacheDir, "storage_manager", "datasets");
    const visible = (await readdir(copies).catch((): string[] => [])).includes(`ds_${id}`);
    const dataset = await Dataset.get({ id }, { connection });
    if (visible && (await dataset.verifyDatasetHash({ localCopyPath: join(copies, `ds_${id}`) })).length > 0) {
      faults.push(`version ${id}: a copy can be seen that is not whole`);
    }
    const copy = await dataset.getLocalCopy();
    const differing = await dataset.verifyDatasetHash({ localCopyPath: copy });
    if (differing.length > 0 || dataset.listFiles().length !== expected || !dataset.isFinal) {
      faults.push(
        `version ${id} is ${dataset.status} with ${dataset.listFiles().length} files, ${differing.length} wrong`,
      );
    }
    faults.push(...referenceFaults(dataset));
    onProgress?.(index + 1, faults);

    async function chunksOf(version: string): Promise<Set<string>> {
      const { task, entries } = await Dataset.get({ id: version }, { connection });
      const used = new Set(Array.from(entries.values(), ({ chunk }) => chunk ?? ""));
      return new Set([...task.artifacts.values()].filter(({ name }) => used.has(name)).map(({ url }) => url));
    }
  }
  return { kills, faults: [...new Set(faults)], killed, kept };
}

/** A zip that no file is in was left behind by a crash; a file in no zip is lost. */
function referenceFaults({ id, task, entries }: Dataset): string[] {
  const used = new Set(Array.from(entries.values(), ({ chunk }) => chunk ?? ""));
  const stored = [...task.artifacts.keys()].filter((name) => name === "data" || name.startsWith("data_"));
  return [
    ...stored.filter((name) => !used.has(name)).map((name) => `version ${id} has zip ${name}, which nothing refers to`),
    ...[...used].filter((name) => !stored.includes(name)).map((name) => `version ${id} lacks zip ${name}`),
  ];
}

function writeSource(folder: string): number {
  mkdirSync(folder, { recursive: true });
  for (let index = 0; index < FILES; index += 1) {
    writeFileSync(join(folder, `${index}.bin`), randomBytes(FILE_BYTES));
  }
  return FILES;
}

/** Runs the program to its end, or until its moment has come. */
async function run(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  moment?: { lines: number; milliseconds: number },
): Promise<{ lines: string[]; isKilled: boolean; faults: string[] }> {
  const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), program, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"], ...env },
  });
  const closed = once(child, "close");
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (lines.length === moment?.lines) {
      setTimeout(() => child.kill("SIGKILL"), moment.milliseconds);
    }
  }
  const [, signal] = await closed;
  const isKilled = signal === "SIGKILL";
  const isDone = lines.at(-1) === "done";
  return { lines, isKilled, faults: isKilled || isDone ? [] : [`a program ended by itself: ${stderr.trim()}`] };
}
