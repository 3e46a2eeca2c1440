import type { RestoreSummary } from "@clearml-ts/server";
import { Command } from "commander";
import { say } from "../../language/say.ts";
import { terminationSignal } from "../../termination-signal.ts";
import { notEmpty } from "../not-empty.ts";
import { dataDirOption } from "./data-dir-option.ts";
import { storedLines } from "./stored-lines.ts";

interface RestoreFlags {
  dataDir?: string;
  force?: boolean;
  json?: boolean;
}

/** The subcommand `server restore`: puts a backup into a folder. */
export function restoreCommand(): Command {
  return new Command("restore")
    .description("Put a backup into a new or empty folder, on which the server can be started then.")
    .argument("<file>", "the backup to read", notEmpty)
    .addOption(dataDirOption())
    .option("--force", "move aside what the folder holds; nothing is deleted")
    .option("--json", "print one line of JSON, and nothing else")
    .action(async (file: string, _own: RestoreFlags, command: Command) => {
      const { json, ...options } = command.optsWithGlobals<RestoreFlags>();
      const signal = terminationSignal();
      const { restoreServer } = await import("@clearml-ts/server");
      const summary = await restoreServer(file, { ...options, signal });
      console.log(json ? JSON.stringify(summary) : describe(summary));
    });
}

function describe({ dataDir, created, databaseBytes, files, fileBytes, movedAside }: RestoreSummary): string {
  return [
    say`${dataDir} holds the backup of ${created}.`,
    "",
    storedLines({ databaseBytes, files, fileBytes }),
    ...(movedAside === undefined ? [] : ["", say`The former content of the folder is in ${movedAside}.`]),
  ].join("\n");
}
