import type { ListPipelinesOptions } from "@clearml-ts/pipeline";
import { Command, Option } from "commander";
import { say } from "../../language/say.ts";
import { wholeNumber } from "../data/options.ts";
import { notEmpty } from "../not-empty.ts";
import { runReport } from "../run-report.ts";
import { textTable } from "../text-table.ts";
import { withJson } from "./options.ts";
import { pipelineJson } from "./show-pipeline.ts";

interface ListFlags {
  json?: boolean;
  project?: string;
  name?: string;
  status?: NonNullable<ListPipelinesOptions["status"]>[number];
  limit: number;
}

const STATUSES = ["created", "queued", "in_progress", "completed", "failed", "stopped", "published"] as const;

/** The subcommand `pipeline list`: lists runs of pipelines, of either language. */
export function pipelineListCommand(): Command {
  return withJson(new Command("list").description("List runs of pipelines, the last updated first."))
    .option("--project <project>", "only pipelines of this project", notEmpty)
    .option("--name <name>", "only runs of the pipeline of this name", notEmpty)
    .addOption(new Option("--status <status>", "only runs that are this").choices(STATUSES))
    .option("--limit <count>", "runs to list; 0 for all", wholeNumber, 50)
    .action((flags: ListFlags) =>
      runReport(flags, async ({ connection, signal }) => {
        const { project, name, status, limit } = flags;
        const { PipelineController } = await import("@clearml-ts/pipeline");
        const runs = PipelineController.list({
          connection,
          signal,
          ...(project !== undefined && { project }),
          ...(name !== undefined && { name }),
          ...(status !== undefined && { status: [status] }),
        });
        const found: ReturnType<typeof pipelineJson>[] = [];
        let isMore = false;
        for await (const run of runs) {
          isMore = limit > 0 && found.length === limit;
          if (isMore) {
            break;
          }
          found.push(pipelineJson(run));
        }
        const rows = found.map((run) => [run.name, run.version ?? "", run.status, run.project, run.id]);
        if (isMore) {
          console.error(say`clearml-ts: There are more: --limit 0 lists all.`);
        }
        return { json: found, lines: textTable([say`name`, say`version`, say`status`, say`project`, "id"], rows) };
      }),
    );
}
