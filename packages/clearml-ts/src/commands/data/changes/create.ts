import { Command, Option } from "commander";
import { say } from "../../../language/say.ts";
import { notEmpty } from "../../not-empty.ts";
import { remember } from "../current-dataset.ts";
import { storage, withCommonOptions } from "../options.ts";
import { type DataContext, type DataFlags, runData } from "../run-data.ts";

/** Options of a new version. */
export interface CreateFlags extends DataFlags {
  parents?: string[];
  project?: string;
  name?: string;
  version?: string;
  storage?: string;
  outputUri?: string;
  tags?: string[];
}

/** The subcommand `data create`: begins a version. */
export function createCommand(): Command {
  const command = withNewVersionOptions(new Command("create").description("Begin a new version of a dataset."), true);
  return withCommonOptions(command, { hasId: false }).action((flags: CreateFlags) =>
    runData(flags, async (context) => {
      const { id, version } = await createVersion(flags, context);
      return { json: { id, version }, lines: [say`New dataset created id=${id}`] };
    }),
  );
}

/** Adds the options of a new version; those of `sync` are all optional. */
export function withNewVersionOptions(command: Command, isNameNeeded: boolean): Command {
  const name = new Option("--name <name>", "name of the dataset").argParser(notEmpty).makeOptionMandatory(isNameNeeded);
  return command
    .option("--parents <ids...>", "finalized versions to start from; later ones win")
    .option("--project <project>", "project of the dataset (default: that of the last parent)", notEmpty)
    .addOption(name)
    .option("--version <version>", "number of the version (default: counted up)", notEmpty)
    .addOption(storage())
    .option("--output-uri <url>", "the old name of --storage", notEmpty)
    .option("--tags <tags...>", "tags of the version");
}

/** Begins a version as the options say, and makes it the one that later commands work on. */
export async function createVersion(
  { parents = [], project, name = "", version, storage: place, outputUri = place, tags }: CreateFlags,
  { connection }: Pick<DataContext, "connection">,
): Promise<{ id: string; version: string | undefined }> {
  const { Dataset, InvalidDatasetError } = await import("@clearml-ts/datasets");
  const bases = await Promise.all(parents.map((id) => Dataset.get({ id }, { connection })));
  const where = project ?? bases.at(-1)?.project;
  if (where === undefined) {
    throw new InvalidDatasetError("Name the project of the dataset by --project, or a parent whose project it is in.");
  }
  const dataset = await Dataset.create(
    {
      project: where,
      name,
      parents: bases,
      ...(version !== undefined && { version }),
      ...(tags && { tags }),
      ...(outputUri !== undefined && { outputUri }),
    },
    { connection },
  );
  await dataset.close();
  await remember(dataset.id);
  return { id: dataset.id, version: dataset.version };
}
