import { bundledProgram } from "../remote/program/bundled-program.ts";
import { openController } from "../run/controller/controller.ts";
import type { PipelineDefinition } from "../run/pipeline-definition.ts";
import type { PipelineRun } from "../run/pipeline-run.ts";
import { runDefinition } from "../run/run-definition.ts";
import { inProcessRunner } from "../run/runner/in-process-runner.ts";
import { openRun } from "./open-run.ts";
import type { RunOptions } from "./run-options.ts";

/** Runs a pipeline once, with its controller in this process. */
export async function runHere<Result>(
  definition: PipelineDefinition,
  params: unknown,
  {
    runner = inProcessRunner(),
    console = true,
    project = definition.project,
    force = [],
    onProgress,
    signal,
    ...where
  }: RunOptions,
): Promise<PipelineRun<Result>> {
  const { connection, objects, parameters } = await openRun(definition, params, where);
  const budget = connection.session.budget("pipeline.run()");
  const controller = await budget.run(async () => {
    await runner.prepare?.(connection);
    return openController(connection, { ...definition, project, parameters, queues: runner.queues });
  });
  const program = bundledProgram(definition);
  const parts = { controller, budget, parameters, runner, program, objects, console, force, onProgress, signal };
  return runDefinition<Result>(definition, parts);
}
