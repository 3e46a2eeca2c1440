import { Command } from "commander";
import { say } from "../../language/say.ts";
import { notEmpty } from "../not-empty.ts";
import { withLookup, withQueue } from "./options.ts";
import { runOnPipeline } from "./run-on-pipeline.ts";
import { endOf, withWait } from "./wait-option.ts";

interface ResumeFlags {
  queue: string;
  force?: string[];
  takeOver?: boolean;
  wait?: boolean;
}

/** The subcommand `pipeline resume`: goes on with a run that was cut short. */
export function pipelineResumeCommand(): Command {
  const naming = withLookup(
    new Command("resume").description(
      "Go on with a run that was stopped, failed or killed, from the steps that have completed.",
    ),
  );
  return withWait(withQueue(naming))
    .option("--force <step>", "run this step again although it has completed; once for each", addStep)
    .option("--take-over", "go on although another process seems to be working on the run")
    .action((id: string | undefined, flags: ResumeFlags, command: Command) =>
      runOnPipeline({ id, command }, async (pipeline, { signal }) => {
        const { queue, force = [], takeOver = false, wait = false } = flags;
        await pipeline.resume({ queue, force, takeOver });
        return endOf(pipeline, { wait, signal, lines: [say`Run ${pipeline.id} goes on, in queue ${queue}.`] });
      }),
    );
}

function addStep(text: string, known: string[] = []): string[] {
  return [...known, notEmpty(text)];
}
