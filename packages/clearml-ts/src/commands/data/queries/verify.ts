import { Command } from "commander";
import { say } from "../../../language/say.ts";
import { notEmpty } from "../../not-empty.ts";
import { withCommonOptions } from "../options.ts";
import { runOnVersion, type VersionFlags } from "../run-data.ts";

interface VerifyFlags extends VersionFlags {
  folder?: string;
  filesize?: boolean;
  verbose?: boolean;
}

/** The subcommand `data verify`: compares a copy with the files of a version; the status is 1 when something differs. */
export function verifyCommand(): Command {
  return withCommonOptions(new Command("verify").description("Compare a copy with the files of a version."))
    .option("--folder <folder>", "the copy (default: the one in the cache)", notEmpty)
    .option("--filesize", "compare sizes only")
    .option("--verbose", "name every file that differs")
    .action((flags: VerifyFlags) =>
      runOnVersion(flags, async (dataset, { signal }) => {
        const { folder, filesize = false, verbose } = flags;
        const options = { skipHash: filesize, ...(folder !== undefined && { localCopyPath: folder }), signal };
        const differing = await dataset.verifyDatasetHash(options);
        const result =
          differing.length === 0
            ? say`Dataset verification completed successfully, no errors found.`
            : say`Dataset verification completed, ${differing.length} errors found!`;
        return {
          json: { id: dataset.id, differing },
          lines: [...(verbose ? differing.map((path) => say`Error: ${path} is missing or differs`) : []), result],
          status: differing.length === 0 ? 0 : 1,
        };
      }),
    );
}
