import type { StoredPipeline } from "@clearml-ts/pipeline";
import type { Command } from "commander";
import type { CommandReport } from "../run-report.ts";
import { pipelineJson, pipelineLines, wholePipelineJson } from "./show-pipeline.ts";

/** Adds the option to wait for the end of a run. */
export function withWait(command: Command): Command {
  return command.option("--wait", "wait for the end; the status is 1 unless all has gone well");
}

/** How the report of a run that is in a queue is made. */
export interface EndOptions {
  wait: boolean;
  signal: AbortSignal;
  /** Said of a run that is not waited for. */
  lines: readonly string[];
}

/** Reports a run that is in a queue, or its end. */
export async function endOf(run: StoredPipeline, { wait, signal, lines }: EndOptions): Promise<CommandReport> {
  if (!wait) {
    return { json: pipelineJson(run), lines: [...lines, pipelineJson(run).page] };
  }
  await run.wait({ signal });
  const isWell = await run.isSuccessful({ failOnStepFail: false });
  return { json: wholePipelineJson(run), lines: pipelineLines(run), status: isWell ? 0 : 1 };
}
