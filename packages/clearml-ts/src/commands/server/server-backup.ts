import { formatSize } from "@clearml-ts/archive";
import type { BackupSummary } from "@clearml-ts/server";
import { Command } from "commander";
import { say } from "../../language/say.ts";
import { terminationSignal } from "../../termination-signal.ts";
import { notEmpty } from "../not-empty.ts";
import { dataDirOption } from "./data-dir-option.ts";
import { storedLines } from "./stored-lines.ts";

interface BackupFlags {
  dataDir?: string;
  files: boolean;
  force?: boolean;
  json?: boolean;
}

/** The subcommand `server backup`: copies what a server keeps into one file, while it runs or not. */
export function backupCommand(): Command {
  return new Command("backup")
    .description(
      "Copy the database, the stored files and the key pair into one zip file, while the server runs or not.",
    )
    .argument("<file>", "the backup to write", notEmpty)
    .addOption(dataDirOption())
    .option("--no-files", "leave out the stored files")
    .option("--force", "replace a file of that name")
    .option("--json", "print one line of JSON, and nothing else")
    .action(async (file: string, _own: BackupFlags, command: Command) => {
      const { json, ...options } = command.optsWithGlobals<BackupFlags>();
      const signal = terminationSignal();
      const { backupServer } = await import("@clearml-ts/server");
      const summary = await backupServer(file, { ...options, signal });
      console.log(json ? JSON.stringify(summary) : describe(summary));
    });
}

function describe({ dataDir, file, bytes, databaseBytes, files, fileBytes, filesDeletedMeanwhile }: BackupSummary) {
  const gone = filesDeletedMeanwhile;
  const [copied, missing] = [
    storedLines({ databaseBytes, files, fileBytes }),
    say`${gone} that were deleted meanwhile are not`,
  ];
  return [
    say`${dataDir} is backed up in ${file} (${formatSize(bytes)}).`,
    "",
    gone > 0 ? `${copied}, ${missing}` : copied,
    "",
    say`"clearml-ts server restore" puts it into an empty folder.`,
  ].join("\n");
}
