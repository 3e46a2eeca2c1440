import { readFile, statfs } from "node:fs/promises";
import { cpus, freemem, homedir } from "node:os";

/** Bytes that went in and out since the machine was started. */
export interface ByteCounts {
  in: number;
  out: number;
}

/** The counters and levels of the machine at one moment. Parts that the system does not tell are undefined. */
export interface MachineReading {
  /** Milliseconds since the epoch. */
  at: number;
  /** Time of all processors together, in milliseconds. */
  cpu: { busy: number; total: number };
  /** Bytes of this process. */
  memoryUsed: number;
  /** Bytes that programs can still have. */
  memoryFree: number;
  /** Share of the disk with the home folder that is free, in percent. */
  diskFree: number | undefined;
  network: ByteCounts | undefined;
  disk: ByteCounts | undefined;
}

/** `/proc/diskstats` counts sectors of this size, whatever those of the disk are. */
const SECTOR = 512;

/** Reads the counters of this machine. */
export async function readMachine(): Promise<MachineReading> {
  const [diskFree, network, disk] = await Promise.all([
    freeShare(homedir()),
    readText("/proc/net/dev").then((text) => text && networkBytes(text)),
    readText("/proc/diskstats").then((text) => text && diskBytes(text)),
  ]);
  return {
    at: Date.now(),
    cpu: processorTime(),
    memoryUsed: process.memoryUsage.rss(),
    memoryFree: freemem(),
    diskFree,
    network: network || undefined,
    disk: disk || undefined,
  };
}

/** Adds up what all network devices received and sent, by the text of `/proc/net/dev`. */
export function networkBytes(text: string): ByteCounts {
  const sums = { in: 0, out: 0 };
  for (const line of text.split("\n")) {
    const [, numbers] = /^\s*\S+:\s*(.+)$/.exec(line) ?? [];
    const fields = numbers?.trim().split(/\s+/).map(Number) ?? [];
    sums.in += fields[0] ?? 0;
    sums.out += fields[8] ?? 0;
  }
  return sums;
}

/** Adds up what all disks read and wrote, by the text of `/proc/diskstats`; partitions are parts of disks. */
export function diskBytes(text: string): ByteCounts {
  const sums = { in: 0, out: 0 };
  for (const line of text.split("\n")) {
    const [, , device = "", , , read, , , , written] = line.trim().split(/\s+/);
    if (/^(sd[a-z]+|vd[a-z]+|xvd[a-z]+|nvme\d+n\d+|mmcblk\d+)$/.test(device)) {
      sums.in += Number(read) * SECTOR;
      sums.out += Number(written) * SECTOR;
    }
  }
  return sums;
}

function processorTime(): { busy: number; total: number } {
  const times = cpus().map((cpu) => cpu.times);
  const total = times.reduce((sum, time) => sum + time.user + time.nice + time.sys + time.idle + time.irq, 0);
  const idle = times.reduce((sum, time) => sum + time.idle, 0);
  return { busy: total - idle, total };
}

async function freeShare(folder: string): Promise<number | undefined> {
  try {
    const { blocks, bfree, bavail } = await statfs(folder);
    return (100 * bavail) / (blocks - bfree + bavail);
  } catch {
    return undefined;
  }
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch {
    return undefined;
  }
}
