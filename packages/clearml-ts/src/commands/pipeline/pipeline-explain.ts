import { Command } from "commander";
import { say } from "../../language/say.ts";
import { textTable } from "../text-table.ts";
import { withLookup } from "./options.ts";
import { runOnPipeline } from "./run-on-pipeline.ts";

/** The subcommand `pipeline explain`: says of each step why it ran, or did not. */
export function pipelineExplainCommand(): Command {
  return withLookup(
    new Command("explain").description("Say of each step of a run whether it was taken from the cache, and why not."),
  ).action((id: string | undefined, _flags: object, command: Command) =>
    runOnPipeline({ id, command }, async (pipeline, context) => {
      const { explain } = await import("@clearml-ts/pipeline");
      const steps = await explain(pipeline.id, context);
      const rows = steps.map(({ step, status, cache }) => [step, status, cache?.reason ?? ""]);
      return { json: { id: pipeline.id, steps }, lines: textTable([say`step`, say`status`, say`why`], rows) };
    }),
  );
}
