import { Command } from "commander";
import { say } from "../../../language/say.ts";
import { remember } from "../current-dataset.ts";
import { chunkSize, maxWorkers, storage, withCommonOptions } from "../options.ts";
import { runOnVersion, type VersionFlags } from "../run-data.ts";
import { finishVersion, type UploadFlags } from "./finish.ts";

interface CloseFlags extends VersionFlags, UploadFlags {
  disableUpload?: boolean;
}

/** The subcommand `data close`: uploads what waits, and finalizes the version. */
export function closeCommand(): Command {
  return withCommonOptions(new Command("close").description("Finalize a version, after uploading what waits."))
    .addOption(storage())
    .option("--disable-upload", "fail when files wait to be uploaded")
    .addOption(chunkSize())
    .addOption(maxWorkers())
    .action((flags: CloseFlags) =>
      runOnVersion(flags, async (dataset, context) => {
        if (flags.disableUpload) {
          await dataset.finalize();
        }
        const lines = flags.disableUpload
          ? [say`Dataset closed and finalized`]
          : await finishVersion(dataset, flags, context);
        await remember();
        const { id, version, status } = dataset;
        return { json: { id, version, status }, lines };
      }),
    );
}
