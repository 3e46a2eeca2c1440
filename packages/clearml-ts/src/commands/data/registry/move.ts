import { Command } from "commander";
import { say } from "../../../language/say.ts";
import { notEmpty } from "../../not-empty.ts";
import { remember } from "../current-dataset.ts";
import { withCommonOptions } from "../options.ts";
import { type DataFlags, runData } from "../run-data.ts";

interface MoveFlags extends DataFlags {
  project: string;
  name: string;
  newProject: string;
}

/** The subcommand `data move`: moves a dataset to another project. */
export function moveCommand(): Command {
  return withCommonOptions(new Command("move").description("Move a dataset to another project."), { hasId: false })
    .requiredOption("--new-project <project>", "the new project", notEmpty)
    .requiredOption("--project <project>", "project of the dataset", notEmpty)
    .requiredOption("--name <name>", "name of the dataset", notEmpty)
    .action((flags: MoveFlags) =>
      runData(flags, async ({ connection }) => {
        const { project, name, newProject } = flags;
        const { Dataset } = await import("@clearml-ts/datasets");
        await Dataset.moveToProject({ project, name }, newProject, { connection });
        await remember();
        return { json: { project: newProject, name }, lines: [say`Dataset(s) moved`] };
      }),
    );
}
