import { Command } from "commander";
import { say } from "../../../language/say.ts";
import { notEmpty } from "../../not-empty.ts";
import { watchPaths } from "../changed-paths.ts";
import { filesCounted, maxWorkers, withCommonOptions } from "../options.ts";
import { runOnVersion, type VersionFlags } from "../run-data.ts";

interface AddFlags extends VersionFlags {
  datasetFolder?: string;
  files?: string[];
  wildcard?: string[];
  links?: string[];
  nonRecursive?: boolean;
  verbose?: boolean;
  maxWorkers?: number;
}

/** The subcommand `data add`: adds files and links. */
export function addCommand(): Command {
  return withCommonOptions(new Command("add").description("Add files, folders, or links to files of other stores."))
    .option("--dataset-folder <folder>", "folder in the dataset to put them in (default: the top)", notEmpty)
    .option("--files <paths...>", "files and folders")
    .option("--wildcard <patterns...>", "only files that match one of these, such as *.csv")
    .option("--links <urls...>", "addresses of files and folders of other stores")
    .option("--non-recursive", "leave out folders inside of folders")
    .option("--verbose", "name every file that is added or replaced")
    .addOption(maxWorkers())
    .action((flags: AddFlags) =>
      runOnVersion(flags, async (dataset, { signal, onProgress }) => {
        const { files = [], links = [], wildcard, datasetFolder, nonRecursive = false, maxWorkers: workers } = flags;
        const options = {
          recursive: !nonRecursive,
          ...(datasetFolder !== undefined && { datasetPath: datasetFolder }),
          ...(wildcard && { wildcard }),
          ...(workers !== undefined && { maxWorkers: workers }),
          signal,
        };
        const changed = watchPaths(dataset, flags.verbose);
        const counts = { added: 0, modified: 0 };
        for (const path of files) {
          const { added, modified } = await dataset.addFiles(path, { ...options, onProgress });
          counts.added += added;
          counts.modified += modified;
        }
        if (links.length > 0) {
          const { added, modified } = await dataset.addExternalFiles(links, options);
          counts.added += added;
          counts.modified += modified;
        }
        const { added, modified } = counts;
        const modifiedToo = modified > 0 ? [say`${filesCounted(modified)} modified`] : [];
        return {
          json: { id: dataset.id, added, modified },
          lines: [...changed(), say`${filesCounted(added)} added`, ...modifiedToo],
        };
      }),
    );
}
