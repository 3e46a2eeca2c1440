import { Command } from "commander";
import { say } from "../../../language/say.ts";
import { notEmpty } from "../../not-empty.ts";
import { storage, withCommonOptions } from "../options.ts";
import { type DataFlags, runData } from "../run-data.ts";

interface SquashFlags extends DataFlags {
  name: string;
  ids: string[];
  storage?: string;
}

/** The subcommand `data squash`: makes one version of several. */
export function squashCommand(): Command {
  return withCommonOptions(new Command("squash").description("Make one version of several."), { hasId: false })
    .requiredOption("--name <name>", "name of the new dataset", notEmpty)
    .requiredOption("--ids <ids...>", "the versions; later ones win")
    .addOption(storage())
    .action((flags: SquashFlags) =>
      runData(flags, async ({ connection, signal }) => {
        const { name, ids, storage: outputUri } = flags;
        const { Dataset } = await import("@clearml-ts/datasets");
        const versions = ids.map((id) => ({ id }));
        const options = { name, ...(outputUri !== undefined && { outputUri }), signal };
        const { id, version } = await Dataset.squash(versions, options, { connection });
        return { json: { id, version }, lines: [say`Squashing completed, new dataset created id=${id}`] };
      }),
    );
}
