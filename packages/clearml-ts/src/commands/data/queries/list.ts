import { Command } from "commander";
import { say } from "../../../language/say.ts";
import { textTable } from "../../text-table.ts";
import { withCommonOptions, withDatasetOptions } from "../options.ts";
import { type DatasetFlags, findVersion, runData } from "../run-data.ts";

interface ListFlags extends DatasetFlags {
  filter?: string[];
  modified?: boolean;
}

/** The subcommand `data list`: lists the files of a version. */
export function listCommand(): Command {
  return withDatasetOptions(withCommonOptions(new Command("list").description("List the files of a version.")))
    .option("--filter <patterns...>", "only files that match one of these, such as folder/*.json")
    .option("--modified", "only files that this version itself stores")
    .action((flags: ListFlags) =>
      runData(flags, async (context) => {
        const { filter, modified } = flags;
        const dataset = await findVersion(flags, context, { onlyCompleted: false });
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
            say`Listing dataset content`,
            ...textTable([say`file name`, say`size`, "hash"], rows),
            say`Total ${files.length} files, ${bytes} bytes`,
          ],
        };
      }),
    );
}
