import { readGpus } from "./gpu-series.ts";
import { type MachineReading, readMachine } from "./machine-reading.ts";
import { machineSeries } from "./machine-series.ts";

/** The titles under which the page and the Python SDK know what machines do. */
const MACHINE_TITLE = ":monitor:machine";
const GPU_TITLE = ":monitor:gpu";

/** Milliseconds from the beginning to the first reading, with which the first report compares. */
const FIRST_READING_MS = 1_000;

/** Where a {@link ResourceMonitor} reports to, and how often. */
export interface ResourceMonitorOptions {
  /** Takes the values. */
  reports: { reportScalar(title: string, series: string, value: number, options: { iteration: number }): void };
  /** Knows the highest iteration that the program has reported; undefined before the first one. */
  program: { readonly lastIteration: number | undefined };
  /** Milliseconds between two reports. @default 30 seconds, as in the Python SDK */
  period?: number;
  /** Milliseconds to wait for the first iteration; without one, seconds stand for iterations. @default 3 minutes */
  patience?: number;
}

/**
 * Reports what this machine does: processors, memory, disk, network and graphics processors. Values belong to the
 * iteration of the program at that moment, or to the seconds since its beginning where it has no iterations.
 */
export class ResourceMonitor {
  readonly #options: Required<ResourceMonitorOptions>;
  readonly #timer: NodeJS.Timeout;
  readonly #begin = Date.now();
  /** Takes the first reading: a task that is over soon needs none. */
  readonly #first: NodeJS.Timeout;
  #before: Promise<MachineReading> | undefined;
  #stopped = false;

  constructor(options: ResourceMonitorOptions) {
    this.#options = { period: 30_000, patience: 180_000, ...options };
    const { period } = this.#options;
    this.#first = setTimeout(() => this.#read(), Math.min(FIRST_READING_MS, period / 2)).unref();
    this.#timer = setInterval(() => void this.#look(), period).unref();
  }

  /** Stops for good; stopping twice is harmless. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#first);
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    const iteration = this.#iteration();
    if (iteration === undefined) {
      return;
    }
    const before = this.#before;
    const after = this.#read();
    const [from, to, gpus] = await Promise.all([before ?? after, after, readGpus()]);
    this.#report(MACHINE_TITLE, machineSeries(from, to), iteration);
    this.#report(GPU_TITLE, gpus ?? {}, iteration);
  }

  #read(): Promise<MachineReading> {
    this.#before = readMachine();
    return this.#before;
  }

  #report(title: string, values: Record<string, number>, iteration: number): void {
    for (const [series, value] of Object.entries(values)) {
      if (!this.#stopped) {
        this.#options.reports.reportScalar(title, series, value, { iteration });
      }
    }
  }

  /** Seconds only when no iterations are to be expected: the server takes the highest one for that of the task. */
  #iteration(): number | undefined {
    const passed = Date.now() - this.#begin;
    const fallback = passed < this.#options.patience ? undefined : Math.round(passed / 1000);
    return this.#options.program.lastIteration ?? fallback;
  }
}
