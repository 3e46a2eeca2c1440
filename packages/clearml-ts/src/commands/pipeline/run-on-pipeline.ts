import type { PipelineLookup, StoredPipeline } from "@clearml-ts/pipeline";
import type { Command } from "commander";
import { say } from "../../language/say.ts";
import { type CommandContext, type CommandReport, runReport } from "../run-report.ts";

/** The options that name one pipeline, besides the id of a run. */
interface LookupFlags {
  project?: string;
  name?: string;
  version?: string;
  json?: boolean;
}

/** The command that names a pipeline, with the id that it was given. */
export interface NamingCommand {
  id: string | undefined;
  command: Command;
}

/** Runs a command on one pipeline: the run of an id, or the one of the highest version of a name. */
export async function runOnPipeline(
  { id, command }: NamingCommand,
  work: (pipeline: StoredPipeline, context: CommandContext) => Promise<CommandReport>,
): Promise<void> {
  const flags = command.opts<LookupFlags>();
  const lookup = lookupOf(id, flags);
  if (lookup === undefined) {
    return command.error("error: name the id of a run, or --project and --name of a pipeline.");
  }
  await runReport(
    { json: flags.json, interrupted: say`Interrupted: the pipeline stays as it is.` },
    async (context) => {
      const { PipelineController } = await import("@clearml-ts/pipeline");
      return work(await PipelineController.get(lookup, context), context);
    },
  );
}

/** The pipeline that is meant; undefined where it is named in both ways, or not at all. */
function lookupOf(id: string | undefined, { project, name, version }: LookupFlags): PipelineLookup | undefined {
  if (id !== undefined) {
    return project === undefined && name === undefined && version === undefined ? { pipelineId: id } : undefined;
  }
  if (project === undefined || name === undefined) {
    return undefined;
  }
  const place = { pipelineProject: project, pipelineName: name };
  return version === undefined ? place : { ...place, pipelineVersion: version };
}
