import { Command } from "commander";
import { withLookup } from "./options.ts";
import { runOnPipeline } from "./run-on-pipeline.ts";
import { pipelineLines, wholePipelineJson } from "./show-pipeline.ts";

/** The subcommand `pipeline get`: shows a run with its parameters and steps. */
export function pipelineGetCommand(): Command {
  return withLookup(new Command("get").description("Show a run of a pipeline with its parameters and steps.")).action(
    (id: string | undefined, _flags: object, command: Command) =>
      runOnPipeline({ id, command }, async (pipeline) => ({
        json: wholePipelineJson(pipeline),
        lines: pipelineLines(pipeline),
      })),
  );
}
