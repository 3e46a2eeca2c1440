import { Command } from "commander";
import { say } from "../../language/say.ts";
import { addArgument, checkArguments, type GivenArgument } from "./given-arguments.ts";
import { withLookup, withQueue } from "./options.ts";
import { runOnPipeline } from "./run-on-pipeline.ts";
import { endOf, withWait } from "./wait-option.ts";

interface RunFlags {
  param?: GivenArgument[];
  queue: string;
  wait?: boolean;
}

/** The subcommand `pipeline run`: runs a pipeline again, as a copy of one of its runs. */
export function pipelineRunCommand(): Command {
  const naming = withLookup(
    new Command("run").description(
      "Run a pipeline again, with other parameters: copy a run of it, and put it in a queue.",
    ),
  );
  return withWait(withQueue(naming))
    .option("--param <name=value>", "set a parameter of the pipeline, such as rate=0.1; once for each", addArgument)
    .action((id: string | undefined, flags: RunFlags, command: Command) =>
      runOnPipeline({ id, command }, async (pipeline, context) => {
        const { param: args = [], wait = false } = flags;
        const { connection } = context;
        checkArguments(args, Object.keys(pipeline.getParameters()));
        const [{ findQueueId }, { PipelineController }] = await Promise.all([
          import("@clearml-ts/tasks"),
          import("@clearml-ts/pipeline"),
        ]);
        const queue = await findQueueId(connection, flags.queue);
        const started = await connection.services.pipelines.startPipeline({
          task: pipeline.id,
          queue,
          args,
          verify_watched_queue: true,
        });
        const run = await PipelineController.get({ pipelineId: started.pipeline }, context);
        const idle = started.queue_watched === false ? [say`No worker listens to queue ${flags.queue} yet.`] : [];
        return endOf(run, {
          wait,
          signal: context.signal,
          lines: [say`Run ${run.id} is in queue ${flags.queue}.`, ...idle],
        });
      }),
    );
}
