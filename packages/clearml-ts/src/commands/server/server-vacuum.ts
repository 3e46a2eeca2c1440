import { formatSize } from "@clearml-ts/archive";
import { Command } from "commander";
import { say } from "../../language/say.ts";
import { dataDirOption } from "./data-dir-option.ts";

interface VacuumFlags {
  dataDir?: string;
  json?: boolean;
}

/** The subcommand `server vacuum`: gives the room that deleting has left in the database back to the disk. */
export function vacuumCommand(): Command {
  return new Command("vacuum")
    .description("Give the room that deleting has left in the database back to the disk, while no server runs.")
    .addOption(dataDirOption())
    .option("--json", "print one line of JSON, and nothing else")
    .action(async (_own: VacuumFlags, command: Command) => {
      const { json, dataDir } = command.optsWithGlobals<VacuumFlags>();
      const { vacuumServer } = await import("@clearml-ts/server");
      const summary = await vacuumServer(dataDir === undefined ? {} : { dataDir });
      const { before, after } = summary;
      console.log(
        json
          ? JSON.stringify(summary)
          : say`The database of ${summary.dataDir} has ${formatSize(after)} now; before, it had ${formatSize(before)}.`,
      );
    });
}
