import { Command } from "commander";
import { say } from "../../language/say.ts";
import { withLookup } from "./options.ts";
import { runOnPipeline } from "./run-on-pipeline.ts";
import { wholePipelineJson } from "./show-pipeline.ts";

interface StopFlags {
  markFailed?: boolean;
}

/** The subcommand `pipeline stop`: stops a run with its steps, wherever they are. */
export function pipelineStopCommand(): Command {
  return withLookup(new Command("stop").description("Stop a run of a pipeline with its steps, wherever they are."))
    .option("--mark-failed", "mark the run as failed, and not as stopped")
    .action((id: string | undefined, flags: StopFlags, command: Command) =>
      runOnPipeline({ id, command }, async (pipeline) => {
        await pipeline.stop({ markFailed: flags.markFailed ?? false });
        return { json: wholePipelineJson(pipeline), lines: [say`Run ${pipeline.id} is ${pipeline.task.status}.`] };
      }),
    );
}
