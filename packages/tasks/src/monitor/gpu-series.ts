import { promisify } from "node:util";

/** The fields that are asked for, and the names under which the Python SDK reports them. */
const FIELDS = ["temperature.gpu", "utilization.gpu", "memory.used", "memory.total", "power.draw"];

/** A tool that hangs with its driver is waited for no longer than this. */
const TIMEOUT_MS = 10_000;

/** Reads the graphics processors by `nvidia-smi`; undefined where there is no such program, or no such processor. */
export async function readGpus(): Promise<Record<string, number> | undefined> {
  try {
    const query = [`--query-gpu=${FIELDS.join(",")}`, "--format=csv,noheader,nounits"];
    const { execFile } = await import("node:child_process");
    const { stdout } = await promisify(execFile)("nvidia-smi", query, { timeout: TIMEOUT_MS });
    return gpuSeries(stdout);
  } catch {
    return undefined;
  }
}

/** The values to report by the lines of `nvidia-smi`, one a processor, under the names of the Python SDK. */
export function gpuSeries(output: string): Record<string, number> {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  const entries = lines.flatMap((line, index) => {
    const [temperature, utilization, used, total, power] = line.split(",").map(numberIn);
    const values = {
      temperature,
      utilization,
      mem_used_gb: used === undefined ? undefined : used / 1024,
      mem_usage: used === undefined || !total ? undefined : (100 * used) / total,
      mem_free_gb: used === undefined || total === undefined ? undefined : (total - used) / 1024,
      power_draw: power,
    };
    return Object.entries(values).flatMap(([name, value]): [string, number][] =>
      value === undefined ? [] : [[`gpu_${index}_${name}`, value]],
    );
  });
  return Object.fromEntries(entries);
}

/** Processors that do not know a value write `[N/A]`. */
function numberIn(text: string): number | undefined {
  const value = Number.parseFloat(text);
  return Number.isNaN(value) ? undefined : value;
}
