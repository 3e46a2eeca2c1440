import { anySignal } from "@clearml-ts/storage";
import { programRun } from "../remote/program/program-run.ts";
import { stopWithProgram } from "../remote/runs/interruption.ts";
import type { RunOptions } from "./run-options.ts";

/**
 * Does work that runs a pipeline, unless a worker has started this program for a task of a pipeline: that task says what to run,
 * and the work never ends. Work that other machines do their part of is stopped there when this program is told to end.
 */
export async function guardRun<Options extends Pick<RunOptions, "signal" | "runRemotely" | "runner">, T>(
  options: Options,
  work: (options: Options) => Promise<T>,
): Promise<T> {
  const program = programRun();
  if (program) {
    program.onOwnRun();
    return new Promise(() => {});
  }
  const { signal, runRemotely, runner } = options;
  signal?.throwIfAborted();
  if (!runRemotely && runner?.queues === undefined) {
    return work(options);
  }
  return stopWithProgram((interrupted) => work({ ...options, signal: anySignal([signal, interrupted]) }));
}
