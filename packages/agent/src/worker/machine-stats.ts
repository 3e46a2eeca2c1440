import { statfs } from "node:fs/promises";
import { cpus, freemem, homedir, tmpdir, totalmem } from "node:os";
import type { MachineStats } from "@clearml-ts/protocol";

const MEGABYTE = 1024 * 1024;

/** Measures the machine: processors since the last measurement, memory and disks. */
export class MachineMonitor {
  #before = cpus().map(({ times }) => times);

  async measure(): Promise<MachineStats> {
    const now = cpus().map(({ times }) => times);
    const cpu_usage = now.map((times, index) => usage(this.#before[index] ?? times, times));
    this.#before = now;
    return {
      cpu_usage,
      memory_used: Math.round((totalmem() - freemem()) / MEGABYTE),
      memory_free: Math.round(freemem() / MEGABYTE),
      disk_free_home: await freeMegabytes(homedir()),
      disk_free_temp: await freeMegabytes(tmpdir()),
    };
  }
}

type Times = ReturnType<typeof cpus>[number]["times"];

/** Percent of the time between two measurements in which a processor worked. */
function usage(before: Times, now: Times): number {
  const total = (times: Times) => Object.values(times).reduce((sum, time) => sum + time, 0);
  const elapsed = total(now) - total(before);
  return elapsed > 0 ? Math.round(1000 * (1 - (now.idle - before.idle) / elapsed)) / 10 : 0;
}

async function freeMegabytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return Math.round((bavail * bsize) / MEGABYTE);
}
