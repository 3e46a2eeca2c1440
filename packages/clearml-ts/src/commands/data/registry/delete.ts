import { Command } from "commander";
import { say } from "../../../language/say.ts";
import { notEmpty } from "../../not-empty.ts";
import { currentId, remember } from "../current-dataset.ts";
import { withCommonOptions } from "../options.ts";
import { runData, type VersionFlags } from "../run-data.ts";

interface DeleteFlags extends VersionFlags {
  project?: string;
  name?: string;
  version?: string;
  force?: boolean;
  entireDataset?: boolean;
}

/** The subcommand `data delete`: deletes a version, or a whole dataset. */
export function deleteCommand(): Command {
  return withCommonOptions(new Command("delete").description("Delete a version with its files, or a whole dataset."))
    .option("--project <project>", "project of the dataset, with --name instead of --id", notEmpty)
    .option("--name <name>", "name of the dataset", notEmpty)
    .option("--version <version>", "number of the version, where there are several", notEmpty)
    .option("--force", "delete it although other versions come from it; needed for --entire-dataset")
    .option("--entire-dataset", "delete all versions of the dataset")
    .action((flags: DeleteFlags, command: Command) => {
      const { id, project, name, version, force = false, entireDataset = false } = flags;
      if ((project === undefined) !== (name === undefined)) {
        command.error("error: --project and --name go together.");
      }
      if (id !== undefined && name !== undefined) {
        command.error("error: name the version by --id, or by --project and --name.");
      }
      return runData(flags, async ({ connection }) => {
        const { Dataset } = await import("@clearml-ts/datasets");
        const selection =
          project === undefined || name === undefined
            ? { id: await currentId(id) }
            : { project, name, ...(version !== undefined && { version }) };
        await Dataset.delete(selection, { force, entireDataset }, { connection });
        await remember();
        return { json: { deleted: selection }, lines: [say`Dataset(s) deleted`] };
      });
    });
}
