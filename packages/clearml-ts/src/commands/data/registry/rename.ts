import { Command } from "commander";
import { say } from "../../../language/say.ts";
import { notEmpty } from "../../not-empty.ts";
import { remember } from "../current-dataset.ts";
import { withCommonOptions } from "../options.ts";
import { type DataFlags, runData } from "../run-data.ts";

interface RenameFlags extends DataFlags {
  project: string;
  name: string;
  newName: string;
}

/** The subcommand `data rename`: gives a dataset another name. */
export function renameCommand(): Command {
  return withCommonOptions(new Command("rename").description("Give a dataset another name."), { hasId: false })
    .requiredOption("--new-name <name>", "the new name", notEmpty)
    .requiredOption("--project <project>", "project of the dataset", notEmpty)
    .requiredOption("--name <name>", "name of the dataset", notEmpty)
    .action((flags: RenameFlags) =>
      runData(flags, async ({ connection }) => {
        const { project, name, newName } = flags;
        const { Dataset } = await import("@clearml-ts/datasets");
        await Dataset.rename({ project, name }, newName, { connection });
        await remember();
        return { json: { project, name: newName }, lines: [say`Dataset(s) renamed`] };
      }),
    );
}
