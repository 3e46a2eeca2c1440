import { Command } from "commander";
import { say } from "../../../language/say.ts";
import { notEmpty } from "../../not-empty.ts";
import { remember } from "../current-dataset.ts";
import { withCommonOptions } from "../options.ts";
import { runOnVersion, type VersionFlags } from "../run-data.ts";

/** The subcommand `data publish`: publishes a finalized version. */
export function publishCommand(): Command {
  return withCommonOptions(new Command("publish").description("Publish a finalized version."), { hasId: false })
    .requiredOption("--id <id>", "the version", notEmpty)
    .action((flags: VersionFlags) =>
      runOnVersion(flags, async (dataset) => {
        await dataset.publish();
        await remember();
        return { json: { id: dataset.id, status: dataset.status }, lines: [say`Dataset published`] };
      }),
    );
}
