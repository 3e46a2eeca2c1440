import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const execute = promisify(execFile);
const main = fileURLToPath(new URL("../../../examples/thermal-comfort/dist/main.js", import.meta.url));
const watch = new URL("../programs/peak-memory.mjs", import.meta.url);

/** Time and memory of one run of the thermal-comfort example, and the ids of the objects it made. */
export interface ExampleRun {
  seconds: number;
  /** Bytes of memory that the process, with the server in it, had at most. */
  memory: number;
  /** Folder of the embedded server. */
  dataDir: string;
  datasets: { features: string };
  tasks: { trainModels: string };
}

/** Runs the example as a user does, in a home folder of its own, so with an embedded server on an empty folder. */
export async function runExample(survey: string, home: string, options: readonly string[] = []): Promise<ExampleRun> {
  const peak = join(home, "peak-memory");
  const started = performance.now();
  const { stdout } = await execute(
    process.execPath,
    ["--import", watch.href, main, "--ashrae", survey, "--json", "--exit", ...options],
    {
      cwd: home,
      maxBuffer: 2 ** 26,
      env: { PATH: process.env["PATH"], HOME: home, PEAK_MEMORY_FILE: peak },
    },
  );
  const seconds = (performance.now() - started) / 1000;
  const result = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "") as Pick<ExampleRun, "datasets" | "tasks">;
  const memory = Number(await readFile(peak, "utf8"));
  return { ...result, seconds, memory, dataDir: join(home, ".clearml-ts") };
}
