import { Command } from "commander";
import { say } from "../../../language/say.ts";
import { withCommonOptions } from "../options.ts";
import { runOnVersion, type VersionFlags } from "../run-data.ts";

interface DescriptionFlags extends VersionFlags {
  description: string;
}

/** The subcommand `data set-description`: replaces the text that the page shows beside a version. */
export function setDescriptionCommand(): Command {
  return withCommonOptions(new Command("set-description").description("Describe a version."))
    .requiredOption("--description <text>", "the text that the page shows")
    .action((flags: DescriptionFlags) =>
      runOnVersion(flags, async (dataset) => {
        const { description } = flags;
        await dataset.setDescription(description);
        return {
          json: { id: dataset.id, description },
          lines: [say`Setting description '${description}' to dataset ${dataset.id}`],
        };
      }),
    );
}
