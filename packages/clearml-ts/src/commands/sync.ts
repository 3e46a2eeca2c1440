import type { JournalReport, SyncReport } from "@clearml-ts/tasks";
import { Command } from "commander";
import { say } from "../language/say.ts";
import { terminationSignal } from "../termination-signal.ts";

interface SyncFlags {
  json?: boolean;
}

/** The subcommand `sync`: delivers what programs that were killed, or could not reach the server, have left on disk. */
export function syncCommand(): Command {
  return new Command("sync")
    .description(
      "Deliver the reports that programs left on this machine when they were killed, or the server was away.",
    )
    .option("--json", "print one line of JSON, and nothing else")
    .action(async ({ json }: SyncFlags) => {
      const signal = terminationSignal();
      const [{ connect }, { syncJournals }] = await Promise.all([
        import("@clearml-ts/client"),
        import("@clearml-ts/tasks"),
      ]);
      await using connection = await connect({ signal });
      const report = await syncJournals(connection, { signal });
      console.log(json ? JSON.stringify(report) : linesOf(report).join("\n"));
      if (report.journals.some(({ left }) => left > 0)) {
        process.exitCode = 1;
      }
    });
}

function linesOf({ journals, running }: SyncReport): string[] {
  const lines = [
    ...journals.map(lineOf),
    ...running.map((pid) => say`Process ${pid} still runs, and delivers its reports itself.`),
  ];
  return lines.length === 0 ? [say`Nothing was left behind.`] : lines;
}

function lineOf({ task = say`(unknown)`, delivered, left, rejected, damaged, status, reason }: JournalReport): string {
  const parts = [
    say`${delivered} delivered`,
    left > 0 && say`${left} left on disk`,
    rejected > 0 && say`${rejected} refused by the server`,
    damaged > 0 && say`${damaged} damaged and lost`,
    status !== undefined && say`the task is ${status}`,
  ].filter((part) => part !== false);
  return `${say`Reports of task ${task}`}: ${parts.join(", ")}${reason === undefined ? "." : `: ${reason}`}`;
}
