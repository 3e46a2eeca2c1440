import type { MachineStats, RequestOf } from "@clearml-ts/protocol";

/** The charts of an endpoint. */
export type ServingMetric = NonNullable<RequestOf<"serving.get_endpoint_metrics_history">["metric_type"]>;

/** How one measurement of the containers behind an endpoint is drawn. */
export interface ServingChart {
  readonly title: string;
  /** How the containers become one line. */
  readonly total: "sum" | "average";
  /** The divisor of the measured values. @default 1 */
  readonly unit?: number;
}

const MEGABYTES_IN_GIGABYTE = 1024;

/** Everything that can be drawn. The titles are those of the official server, which the page shows. */
export const servingCharts: Readonly<Record<ServingMetric, ServingChart>> = {
  requests: { title: "Number of Requests", total: "sum" },
  requests_min: { title: "Requests per Minute", total: "sum" },
  latency_ms: { title: "Average Latency (ms)", total: "average" },
  cpu_count: { title: "CPU Count", total: "sum" },
  gpu_count: { title: "GPU Count", total: "sum" },
  cpu_util: { title: "Average CPU Load (%)", total: "average" },
  gpu_util: { title: "Average GPU Utilization (%)", total: "average" },
  ram_total: { title: "RAM Total (GB)", total: "sum", unit: MEGABYTES_IN_GIGABYTE },
  ram_used: { title: "RAM Used (GB)", total: "sum", unit: MEGABYTES_IN_GIGABYTE },
  ram_free: { title: "RAM Free (GB)", total: "sum", unit: MEGABYTES_IN_GIGABYTE },
  gpu_ram_total: { title: "GPU RAM Total (GB)", total: "sum", unit: MEGABYTES_IN_GIGABYTE },
  gpu_ram_used: { title: "GPU RAM Used (GB)", total: "sum", unit: MEGABYTES_IN_GIGABYTE },
  gpu_ram_free: { title: "GPU RAM Free (GB)", total: "sum", unit: MEGABYTES_IN_GIGABYTE },
  network_rx: { title: "Network Throughput RX (MBps)", total: "sum" },
  network_tx: { title: "Network Throughput TX (MBps)", total: "sum" },
};

/** The measurements in one report of a container. */
export type ServingReading = { readonly [Metric in ServingMetric]?: number | undefined };

/** Reads what a machine measured: several processors or devices become their average, and how many there are. */
export function readMachineStats(stats: MachineStats): ServingReading {
  const cpus = numbersIn(stats.cpu_usage);
  const gpus = numbersIn(stats.gpu_usage);
  const ram = { free: averageOf(numbersIn(stats.memory_free)), used: averageOf(numbersIn(stats.memory_used)) };
  const gpuRam = {
    free: averageOf(numbersIn(stats.gpu_memory_free)),
    used: averageOf(numbersIn(stats.gpu_memory_used)),
  };
  return {
    cpu_count: cpus.length || undefined,
    gpu_count: gpus.length || undefined,
    cpu_util: averageOf(cpus),
    gpu_util: averageOf(gpus),
    ram_free: ram.free,
    ram_used: ram.used,
    ram_total: (ram.free ?? 0) + (ram.used ?? 0),
    gpu_ram_free: gpuRam.free,
    gpu_ram_used: gpuRam.used,
    gpu_ram_total: (gpuRam.free ?? 0) + (gpuRam.used ?? 0),
    network_rx: averageOf(numbersIn(stats.network_rx)),
    network_tx: averageOf(numbersIn(stats.network_tx)),
  };
}

/** The average of some numbers, or `undefined` of none. */
export function averageOf(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The numbers in what was sent as one number or a list of them. */
function numbersIn(measured: unknown): number[] {
  return [measured].flat().filter((value): value is number => typeof value === "number" && Number.isFinite(value));
}
