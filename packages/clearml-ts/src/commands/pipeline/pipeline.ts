import { Command } from "commander";
import { pipelineExplainCommand } from "./pipeline-explain.ts";
import { pipelineGetCommand } from "./pipeline-get.ts";
import { pipelineListCommand } from "./pipeline-list.ts";
import { pipelineResumeCommand } from "./pipeline-resume.ts";
import { pipelineRunCommand } from "./pipeline-run.ts";
import { pipelineStopCommand } from "./pipeline-stop.ts";

/** The subcommand `pipeline`: looks at runs of pipelines, starts and stops them, in either language. */
export function pipelineCommand(): Command {
  return new Command("pipeline")
    .description("List, show, run, stop and resume pipelines, of either language.")
    .addCommand(pipelineListCommand())
    .addCommand(pipelineGetCommand())
    .addCommand(pipelineRunCommand())
    .addCommand(pipelineStopCommand())
    .addCommand(pipelineResumeCommand())
    .addCommand(pipelineExplainCommand());
}
