import { Command } from "commander";
import { notEmpty } from "../../not-empty.ts";
import { textTable } from "../../text-table.ts";
import { currentId } from "../current-dataset.ts";
import { withCommonOptions } from "../options.ts";
import { runData, type VersionFlags } from "../run-data.ts";

interface ListFlags extends VersionFlags {
  project?: string;
  name?: string;
  version?: string;
  filter?: string[];
  modified?: boolean;
}

/** The subcommand `data list`: lists the files of a version. */
export function listCommand(): Command {
  return withCommonOptions(new Command("list").description("List the files of a version."))
    .option("--project <project>", "project of the dataset, with --name instead of --id", notEmpty)
    .option("--name <name>", "name of the dataset", notEmpty)
    .option("--version <version>", "number of the version (default: the highest one)", notEmpty)
    .option("--filter <patterns...>", "only files that match one of these, such as folder/*.json")
    .option("--modified", "only files that this version itself stores")
    .action((flags: ListFlags) =>
      runData(flags, async ({ connection }) => {
        const { project, name, version, filter, modified } = flags;
        const { Dataset } = await import("@clearml-ts/datasets");
        const number = version === undefined ? {} : { version };
        const lookup =
          name === undefined
            ? { id: await currentId(flags.id) }
            : project === undefined
              ? { name, onlyCompleted: false, ...number }
              : { project, name, onlyCompleted: false, ...number };
        const dataset = await Dataset.get(lookup, { connection });
        const paths = dataset.listFiles(filter, modified ? { storedIn: dataset.id } : {});
        const files = paths.map((path) => {
          const file = dataset.entries.get(path);
          const link = dataset.links.get(path);
          const { size, hash } = file ?? link ?? {};
          return { path, size: size ?? null, hash: hash ?? null, ...(!file && link && { link: link.link }) };
        });
        const bytes = files.reduce((sum, { size }) => sum + (size ?? 0), 0);
        const rows = files.map(({ path, size, hash }) => [path, size === null ? "" : String(size), hash ?? ""]);
        return {
          json: { id: dataset.id, files, bytes },
          lines: [
            "Listing dataset content",
            ...textTable(["file name", "size", "hash"], rows),
            `Total ${files.length} files, ${bytes} bytes`,
          ],
        };
      }),
    );
}
