import type { ByteCounts, MachineReading } from "./machine-reading.ts";

const MEGABYTE = 2 ** 20;
const GIGABYTE = 2 ** 30;

/** The values to report of the time between two readings, under the names of the Python SDK. */
export function machineSeries(before: MachineReading, now: MachineReading): Record<string, number> {
  const seconds = (now.at - before.at) / 1000;
  const busy = now.cpu.busy - before.cpu.busy;
  const total = now.cpu.total - before.cpu.total;
  const values: Record<string, number> = {
    cpu_usage: total > 0 ? (100 * busy) / total : 0,
    memory_used_gb: now.memoryUsed / GIGABYTE,
    memory_free_gb: now.memoryFree / GIGABYTE,
  };
  if (now.diskFree !== undefined) {
    values["disk_free_percent"] = now.diskFree;
  }
  const network = megabytesPerSecond(before.network, now.network, seconds);
  if (network) {
    values["network_rx_mbs"] = network.in;
    values["network_tx_mbs"] = network.out;
  }
  const disk = megabytesPerSecond(before.disk, now.disk, seconds);
  if (disk) {
    values["io_read_mbs"] = disk.in;
    values["io_write_mbs"] = disk.out;
  }
  return values;
}

/** The speed of two counters; undefined where they are not there, or where no time has passed. */
function megabytesPerSecond(
  before: ByteCounts | undefined,
  now: ByteCounts | undefined,
  seconds: number,
): ByteCounts | undefined {
  if (!before || !now || seconds <= 0) {
    return undefined;
  }
  // A device that went away takes its count with it.
  const speed = (from: number, to: number) => Math.max(0, to - from) / MEGABYTE / seconds;
  return { in: speed(before.in, now.in), out: speed(before.out, now.out) };
}
