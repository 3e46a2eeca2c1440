import type { Champion, RollbackChampionOptions } from "@clearml-ts/models";
import { Command, Option } from "commander";
import { say } from "../../language/say.ts";
import { notEmpty } from "../not-empty.ts";
import { type CommandContext, type CommandReport, runReport } from "../run-report.ts";
import { modelLines, modelSummary } from "./model-summary.ts";

interface ChampionFlags {
  project: string;
  metric: string;
  direction?: "up" | "down";
  rollback?: boolean;
  reason?: string;
  to?: string;
  json?: boolean;
}

/** The subcommand `model champion`: shows the champion of a project, or puts the one before back in its place. */
export function championCommand(): Command {
  return new Command("champion")
    .description("Show the champion of a project by a metric, or put the one before back in its place.")
    .requiredOption("--project <project>", "name of the project", notEmpty)
    .requiredOption("--metric <metric>", "metric that decided, such as R2", notEmpty)
    .addOption(
      new Option("--direction <direction>", "in which the metric gets better (default: as it was promoted)").choices([
        "up",
        "down",
      ]),
    )
    .option("--rollback", "put the champion before back in its place")
    .option("--reason <text>", "why, for --rollback; it is noted on both models", notEmpty)
    .option("--to <id>", "roll back to this model instead", notEmpty)
    .option("--json", "print one line of JSON, and nothing else")
    .action((flags: ChampionFlags, command: Command) => {
      const { project, metric: mainMetric, direction, rollback = false, reason, to } = flags;
      const options = { project, mainMetric, ...(direction && { direction }) };
      if (!rollback) {
        if (reason !== undefined || to !== undefined) {
          command.error("error: --reason and --to go with --rollback.");
        }
        return runReport(flags, (context) => showChampion(options, context));
      }
      if (reason === undefined) {
        command.error("error: --rollback needs a --reason, which is noted on both models.");
      }
      return runReport(flags, (context) => rollBack({ ...options, reason, ...(to !== undefined && { to }) }, context));
    });
}

async function showChampion(
  options: { project: string; mainMetric: string; direction?: "up" | "down" },
  where: CommandContext,
): Promise<CommandReport> {
  const { getChampion } = await import("@clearml-ts/models");
  const champion = await getChampion(options, where);
  if (!champion) {
    const { project, mainMetric } = options;
    return {
      json: { champion: null },
      lines: [say`Project "${project}" has no champion by ${mainMetric}.`],
      status: 1,
    };
  }
  return { json: { champion: summary(champion) }, lines: lines(champion, options.mainMetric) };
}

async function rollBack(options: RollbackChampionOptions, where: CommandContext): Promise<CommandReport> {
  const { rollbackChampion } = await import("@clearml-ts/models");
  const { champion, replaced } = await rollbackChampion(options, where);
  return {
    json: { champion: summary(champion), replaced: modelSummary(replaced) },
    lines: [
      say`"${replaced.name}" (${replaced.id}) stepped back. The champion is:`,
      ...lines(champion, options.mainMetric),
    ],
  };
}

function summary({ model, value, reason, previous }: Champion): object {
  return { ...modelSummary(model), value: Number.isNaN(value) ? null : value, reason, previous: previous ?? null };
}

function lines({ model, value, reason, previous }: Champion, mainMetric: string): string[] {
  return [
    `${mainMetric.padEnd(9)} ${value}`,
    `${say`Reason`.padEnd(9)} ${reason}`,
    ...(previous === undefined ? [] : [`${say`Before it`.padEnd(9)} ${previous}`]),
    ...modelLines(model),
  ];
}
