import type { DatasetSummary } from "@clearml-ts/datasets";
import { Command } from "commander";
import { say } from "../../../language/say.ts";
import { notEmpty } from "../../not-empty.ts";
import { textTable } from "../../text-table.ts";
import { withCommonOptions } from "../options.ts";
import { type DataFlags, runData } from "../run-data.ts";

interface SearchFlags extends DataFlags {
  ids?: string[];
  project?: string;
  name?: string;
  tags?: string[];
  notOnlyCompleted?: boolean;
  nonRecursiveProjectSearch?: boolean;
}

/** The subcommand `data search`: finds versions of datasets. */
export function searchCommand(): Command {
  return withCommonOptions(new Command("search").description("Find versions of datasets."), { hasId: false })
    .option("--ids <ids...>", "only these versions")
    .option("--project <project>", "only datasets of this project and those below it", notEmpty)
    .option("--name <pattern>", "only names in which this regular expression matches", notEmpty)
    .option("--tags <tags...>", "only versions that have all of these tags")
    .option("--not-only-completed", "versions that are not finalized, too")
    .option("--non-recursive-project-search", "leave out the projects below")
    .action((flags: SearchFlags) =>
      runData(flags, async ({ connection, signal }) => {
        const { ids, project, name, tags, notOnlyCompleted = false, nonRecursiveProjectSearch = false } = flags;
        const { Dataset } = await import("@clearml-ts/datasets");
        const options = {
          includeOpen: notOnlyCompleted,
          includeArchived: true,
          recursiveProjectSearch: !nonRecursiveProjectSearch,
          ...(ids && { ids }),
          ...(project !== undefined && { project }),
          ...(name !== undefined && { partialName: name }),
          ...(tags && { tags }),
          signal,
        };
        const found: DatasetSummary[] = [];
        for await (const summary of Dataset.list(options, { connection })) {
          found.push(summary);
        }
        const rows = found.map((each) => [
          each.project,
          each.name,
          each.version ?? "",
          each.tags.join(", "),
          each.created?.toISOString().slice(0, 19).replace("T", " ") ?? "",
          each.id,
        ]);
        return {
          json: found,
          lines: textTable([say`project`, say`name`, say`version`, "tags", say`created`, "id"], rows),
        };
      }),
    );
}
