import { Command } from "commander";
import { notEmpty } from "../not-empty.ts";
import { runReport } from "../run-report.ts";
import { lineageLines } from "./lineage-lines.ts";

interface LineageFlags {
  folder?: string;
  json?: boolean;
}

/** The subcommand `model lineage`: prints what a model was made of, and whether it is still there. */
export function lineageCommand(): Command {
  return new Command("lineage")
    .description(
      "Print the datasets, the code and the parameters behind a model, and check that they still exist; status 1 when something is gone.",
    )
    .argument("<id>", "id of the model", notEmpty)
    .option(
      "--folder <path>",
      "working copy in which the commit is looked for (default: the one around here)",
      notEmpty,
    )
    .option("--json", "print one line of JSON, and nothing else")
    .action((id: string, flags: LineageFlags) =>
      runReport(flags, async ({ connection }) => {
        const { modelLineage } = await import("@clearml-ts/models");
        const { folder } = flags;
        const lineage = await modelLineage(id, { connection, ...(folder !== undefined && { folder }) });
        return { json: lineage, lines: lineageLines(lineage), status: lineage.missing.length === 0 ? 0 : 1 };
      }),
    );
}
