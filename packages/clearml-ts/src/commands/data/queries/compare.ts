import { Command } from "commander";
import { say } from "../../../language/say.ts";
import { notEmpty } from "../../not-empty.ts";
import { withCommonOptions } from "../options.ts";
import { type DataFlags, runData } from "../run-data.ts";

interface CompareFlags extends DataFlags {
  source: string;
  target: string;
  verbose?: boolean;
}

/** The subcommand `data compare`: lists the files by which one version differs from another. */
export function compareCommand(): Command {
  return withCommonOptions(new Command("compare").description("Compare two versions."), { hasId: false })
    .requiredOption("--source <id>", "the version that is compared with", notEmpty)
    .requiredOption("--target <id>", "the version that is looked at", notEmpty)
    .option("--verbose", "name every file")
    .action((flags: CompareFlags) =>
      runData(flags, async ({ connection }) => {
        const { source, target, verbose } = flags;
        const { Dataset } = await import("@clearml-ts/datasets");
        const dataset = await Dataset.get({ id: target }, { connection });
        const removed = await dataset.listRemovedFiles(source);
        const modified = await dataset.listModifiedFiles(source);
        const added = await dataset.listAddedFiles(source);
        const [gone, other, more] = [removed.length, modified.length, added.length];
        const lists = [
          say`Removed files:`,
          ...removed,
          "",
          say`Modified files:`,
          ...modified,
          "",
          say`Added files:`,
          ...added,
          "",
        ];
        return {
          json: { source, target, removed, modified, added },
          lines: [
            ...(verbose ? lists : []),
            say`Comparison summary: ${gone} files removed, ${other} files modified, ${more} files added`,
          ],
        };
      }),
    );
}
