import { Command } from "commander";
import { say } from "../../../language/say.ts";
import { chunkSize, maxWorkers, storage, withCommonOptions } from "../options.ts";
import { runOnVersion, type VersionFlags } from "../run-data.ts";
import { type UploadFlags, uploadOptions } from "./finish.ts";

/** The subcommand `data upload`: uploads the files that wait. */
export function uploadCommand(): Command {
  return withCommonOptions(
    new Command("upload").description("Upload the files that were added; again to go on after a failure."),
  )
    .addOption(storage())
    .addOption(chunkSize())
    .addOption(maxWorkers())
    .action((flags: VersionFlags & UploadFlags) =>
      runOnVersion(flags, async (dataset, context) => {
        await dataset.upload(uploadOptions(flags, context));
        const chunks = await dataset.getNumChunks({ includeParents: false });
        return { json: { id: dataset.id, chunks }, lines: [say`Dataset upload completed`] };
      }),
    );
}
