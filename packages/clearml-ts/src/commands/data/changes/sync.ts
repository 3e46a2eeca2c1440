import { Command } from "commander";
import { say } from "../../../language/say.ts";
import { notEmpty } from "../../not-empty.ts";
import type { CommandReport } from "../../run-report.ts";
import { watchPaths } from "../changed-paths.ts";
import { currentId, remember } from "../current-dataset.ts";
import { chunkSize, withCommonOptions } from "../options.ts";
import { type DataContext, runData } from "../run-data.ts";
import { type CreateFlags, createVersion, withNewVersionOptions } from "./create.ts";
import { finishVersion } from "./finish.ts";

interface SyncFlags extends CreateFlags {
  id?: string;
  folder: string;
  datasetFolder?: string;
  skipClose?: boolean;
  chunkSize: number;
  verbose?: boolean;
}

/** The subcommand `data sync`: makes a version have the files of a folder, in one go with beginning and finalizing it. */
export function syncDataCommand(): Command {
  const command = new Command("sync").description(
    "Make a version have exactly the files of a folder, and finalize it.",
  );
  return withNewVersionOptions(withCommonOptions(command), false)
    .requiredOption("--folder <folder>", "the folder on this machine", notEmpty)
    .option("--dataset-folder <folder>", "folder in the dataset that is synced with it (default: the top)", notEmpty)
    .option("--skip-close", "leave the version open")
    .addOption(chunkSize())
    .option("--verbose", "name every file that is added, replaced or removed")
    .action((flags: SyncFlags) => runData(flags, (context) => sync(flags, context)));
}

async function sync(flags: SyncFlags, context: DataContext): Promise<CommandReport> {
  const { connection, signal, onProgress } = context;
  const { Dataset } = await import("@clearml-ts/datasets");
  const isNew = flags.parents !== undefined || (flags.project !== undefined && flags.name !== undefined);
  const id = isNew ? (await createVersion(flags, context)).id : await currentId(flags.id);
  const dataset = await Dataset.get({ id }, { connection });
  await remember(id);
  const created = isNew ? [say`New dataset created id=${id}`] : [];
  try {
    const changed = watchPaths(dataset, flags.verbose);
    const { datasetFolder } = flags;
    const { removed, added, modified } = await dataset.syncFolder(flags.folder, {
      ...(datasetFolder !== undefined && { datasetPath: datasetFolder }),
      signal,
      onProgress,
    });
    const json = { id, removed, added, modified };
    const synced = say`Sync completed: ${removed} files removed, ${added} added, ${modified} modified`;
    const lines = [...created, ...changed(), synced];
    if (flags.skipClose) {
      return { json: { ...json, status: dataset.status }, lines };
    }
    if (isNew && removed + added + modified === 0) {
      // What it has logged arrives before it is gone.
      await dataset.close();
      await Dataset.delete({ id }, { force: true }, { connection });
      await remember();
      const reverted = say`Zero modifications on local copy, reverting dataset creation.`;
      return { json: { ...json, id: null }, lines: [...lines, reverted] };
    }
    const finished = await finishVersion(dataset, flags, context);
    await remember();
    return { json: { ...json, status: dataset.status }, lines: [...lines, ...finished] };
  } finally {
    await dataset.close();
  }
}
