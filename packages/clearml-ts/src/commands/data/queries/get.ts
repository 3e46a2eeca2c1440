import { mkdir, rm, rmdir, symlink, unlink } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { ClearMLError } from "@clearml-ts/protocol";
import { Command, Option } from "commander";
import { say } from "../../../language/say.ts";
import { notEmpty } from "../../not-empty.ts";
import { maxWorkers, wholeNumber, withCommonOptions, withDatasetOptions } from "../options.ts";
import { type DatasetFlags, runOnVersion } from "../run-data.ts";

interface GetFlags extends DatasetFlags {
  copy?: string;
  link?: string;
  part?: number;
  numParts?: number;
  overwrite?: boolean;
  maxWorkers?: number;
}

/** The subcommand `data get`: brings the files of a version to this machine. */
export function getCommand(): Command {
  const command = new Command("get").description("Get the files of a version: in the cache, or in a folder.");
  return withDatasetOptions(withCommonOptions(command))
    .option("--copy <folder>", "copy them into a folder where they may be changed", notEmpty)
    .addOption(
      new Option("--link <path>", "make a link to the folder in the cache").argParser(notEmpty).conflicts("copy"),
    )
    .option("--part <number>", "only this part, counted from 0", wholeNumber)
    .option("--num-parts <count>", "number of parts (default: one for each zip)", wholeNumber)
    .option("--overwrite", "delete what is in the target folder")
    .addOption(maxWorkers())
    .action((flags: GetFlags) =>
      runOnVersion(flags, async (dataset, { signal, onProgress }) => {
        const { copy, link, part, numParts, overwrite = false, maxWorkers: workers } = flags;
        const options = {
          ...(part !== undefined && { part }),
          ...(numParts !== undefined && { numParts }),
          ...(workers !== undefined && { maxWorkers: workers }),
          signal,
          onProgress,
        };
        let folder: string;
        if (copy !== undefined) {
          folder = await dataset.getMutableLocalCopy(copy, { ...options, overwrite });
        } else if (link !== undefined) {
          folder = await linkTo(await dataset.getLocalCopy(options), resolve(link), overwrite);
        } else {
          folder = await dataset.getLocalCopy(options);
        }
        return {
          json: { id: dataset.id, folder },
          lines: [say`Dataset local copy available for files at: ${folder}`],
        };
      }),
    );
}

/** Makes a link in the place of an older one or of an empty folder; of anything else only when it may be deleted. */
async function linkTo(target: string, path: string, overwrite: boolean): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  if (overwrite) {
    await rm(path, { recursive: true, force: true });
  } else {
    await rmdir(path).catch(() => unlink(path).catch(() => {}));
  }
  await symlink(target, path).catch((cause: unknown) => {
    throw new ClearMLError(`${path} is not empty. Pass --overwrite to delete what is there.`, { cause });
  });
  return path;
}
