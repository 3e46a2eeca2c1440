import { Command } from "commander";
import { say } from "../../language/say.ts";
import { terminationSignal } from "../../termination-signal.ts";
import { notEmpty } from "../not-empty.ts";
import { wholeNumber } from "./whole-number.ts";

interface ImportFlags {
  previous?: string;
  iterationOffset?: number;
  json?: boolean;
}

/** The subcommand `task import`: brings the session of a task that ran offline to the server. */
export function taskImportCommand(): Command {
  return new Command("import")
    .description("Bring a task that ran offline to the server, from the folder or the zip of its session.")
    .argument("<session>", "the folder or the zip, of a TypeScript or a Python program", notEmpty)
    .option("--previous <id>", "go on with this task instead of making a new one", notEmpty)
    .option("--iteration-offset <number>", "add a number to the iterations of all reports", wholeNumber)
    .option("--json", "print one line of JSON, and nothing else")
    .action(async (session: string, { previous, iterationOffset, json }: ImportFlags) => {
      const signal = terminationSignal();
      const [{ connect }, { Task }] = await Promise.all([import("@clearml-ts/client"), import("@clearml-ts/tasks")]);
      await using connection = await connect({ signal });
      const { id, webUrl: page } = await Task.importOfflineSession(
        session,
        {
          ...(previous !== undefined && { previousTaskId: previous }),
          ...(iterationOffset !== undefined && { iterationOffset }),
          signal,
        },
        { connection },
      );
      console.log(json ? JSON.stringify({ id, page }) : `${say`The session is task ${id}.`}\n${page}`);
    });
}
