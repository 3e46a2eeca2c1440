import { expect, onTestFinished, test } from "vitest";
import { gpuSeries } from "./gpu-series.ts";
import { diskBytes, type MachineReading, networkBytes, readMachine } from "./machine-reading.ts";
import { machineSeries } from "./machine-series.ts";
import { ResourceMonitor } from "./resource-monitor.ts";

/** Runs a monitor that looks every few milliseconds until the test ends. */
function running(options: { program: { lastIteration: number | undefined }; patience: number }) {
  const reports: { title: string; series: string; value: number; iteration: number }[] = [];
  const monitor = new ResourceMonitor({
    ...options,
    period: 5,
    reports: {
      reportScalar: (title, series, value, { iteration }) => reports.push({ title, series, value, iteration }),
    },
  });
  onTestFinished(() => monitor.stop());
  return { monitor, reports };
}

test("the machine is reported at the iteration of the program, under Python's names", async () => {
  const { reports } = running({ program: { lastIteration: 7 }, patience: 600_000 });
  await expect.poll(() => reports.length).toBeGreaterThan(3);
  const machine = reports.filter(({ title }) => title === ":monitor:machine");
  expect(machine.map(({ series }) => series)).toEqual(expect.arrayContaining(["cpu_usage", "memory_used_gb"]));
  expect(machine.every(({ iteration, value }) => iteration === 7 && Number.isFinite(value))).toBe(true);
});

test("seconds stand for iterations only when none has come for a while, and nothing comes after a stop", async () => {
  const program: { lastIteration: number | undefined } = { lastIteration: undefined };
  const patient = running({ program, patience: 600_000 });
  const began = Date.now();
  const { monitor, reports } = running({ program: { lastIteration: undefined }, patience: 0 });
  await expect.poll(() => reports.length).toBeGreaterThan(3);
  expect(reports[0]?.iteration).toBeLessThanOrEqual(Math.round((Date.now() - began) / 1000));
  expect(patient.reports).toEqual([]);
  program.lastIteration = 3;
  await expect.poll(() => patient.reports[0]?.iteration).toBe(3);
  monitor.stop();
  const before = reports.length;
  await expect.poll(() => patient.reports.length).toBeGreaterThan(50);
  expect(reports).toHaveLength(before);
});

test("speeds are what was counted between two readings, by the second", () => {
  const megabyte = 2 ** 20;
  const before: MachineReading = {
    at: 10_000,
    cpu: { busy: 100, total: 1000 },
    memoryUsed: 0,
    memoryFree: 0,
    diskFree: undefined,
    network: { in: 0, out: 5 * megabyte },
    disk: undefined,
  };
  const now: MachineReading = {
    at: 12_000,
    cpu: { busy: 350, total: 2000 },
    memoryUsed: 2 ** 30,
    memoryFree: 2 ** 31,
    diskFree: 40,
    network: { in: 4 * megabyte, out: 0 },
    disk: { in: 1, out: 1 },
  };
  expect(machineSeries(before, now)).toEqual({
    cpu_usage: 25,
    memory_used_gb: 1,
    memory_free_gb: 2,
    disk_free_percent: 40,
    network_rx_mbs: 2,
    network_tx_mbs: 0,
  });
});

test("this machine is read", async () => {
  const reading = await readMachine();
  expect(reading.cpu.total).toBeGreaterThan(0);
  expect([reading.memoryUsed, reading.memoryFree].every((bytes) => bytes > 0)).toBe(true);
});

test("devices of the network and whole disks are added up, as Linux lists them", () => {
  const devices = `Inter-|   Receive                         |  Transmit
 face |bytes    packets errs drop fifo frame |bytes
    lo:     100       1    0    0    0     0          0         0      200       1    0    0    0     0       0          0
  eth0: 1000       1    0    0    0     0          0         0      2000       1    0    0    0     0       0          0
`;
  expect(networkBytes(devices)).toEqual({ in: 1100, out: 2200 });
  const disks = `   8       0 sda 1 0 10 0 1 0 20 0 0 0 0
   8       1 sda1 1 0 10 0 1 0 20 0 0 0 0
 259       0 nvme0n1 1 0 1 0 1 0 2 0 0 0 0
`;
  expect(diskBytes(disks)).toEqual({ in: 11 * 512, out: 22 * 512 });
});

test("graphics processors are reported as the Python SDK names them, without what they do not know", () => {
  expect(gpuSeries("45, 97, 2048, 8192, 120.5\n[N/A], 3, 0, [N/A], [N/A]\n")).toEqual({
    gpu_0_temperature: 45,
    gpu_0_utilization: 97,
    gpu_0_mem_used_gb: 2,
    gpu_0_mem_usage: 25,
    gpu_0_mem_free_gb: 6,
    gpu_0_power_draw: 120.5,
    gpu_1_utilization: 3,
    gpu_1_mem_used_gb: 0,
  });
});
