import { Command } from "commander";
import { say } from "../../../language/say.ts";
import { watchPaths } from "../changed-paths.ts";
import { filesCounted, withCommonOptions } from "../options.ts";
import { runOnVersion, type VersionFlags } from "../run-data.ts";

interface RemoveFlags extends VersionFlags {
  files?: string[];
  nonRecursive?: boolean;
  verbose?: boolean;
}

/** The subcommand `data remove`: removes files and links. */
export function removeCommand(): Command {
  return withCommonOptions(new Command("remove").description("Remove files or links from a version."))
    .option("--files <patterns...>", "paths in the dataset, folders, patterns such as data/*.jpg, addresses of links")
    .option("--non-recursive", "let patterns match in their own folder only")
    .option("--verbose", "name every file that is removed")
    .action((flags: RemoveFlags) =>
      runOnVersion(flags, async (dataset) => {
        const { files = [], nonRecursive = false, verbose } = flags;
        const changed = watchPaths(dataset, verbose);
        const removed = files.length === 0 ? 0 : await dataset.removeFiles(files, { recursive: !nonRecursive });
        return {
          json: { id: dataset.id, removed },
          lines: [...changed(), say`${filesCounted(removed)} removed`],
        };
      }),
    );
}
