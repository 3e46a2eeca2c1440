import type { Model } from "@clearml-ts/models";
import { Command } from "commander";
import { say } from "../../language/say.ts";
import { wholeNumber } from "../data/options.ts";
import { runReport } from "../run-report.ts";
import { textTable } from "../text-table.ts";
import { type LookupFlags, lookupOf, withLookupOptions } from "./lookup-options.ts";
import { modelSummary } from "./model-summary.ts";

interface ListFlags extends LookupFlags {
  limit?: number;
}

/** The subcommand `model list`: lists models, newest first. */
export function listModelsCommand(): Command {
  return withLookupOptions(new Command("list").description("List models, newest first."))
    .option("--limit <count>", "no more than that many (default: all)", wholeNumber)
    .action((flags: ListFlags) =>
      runReport(flags, async ({ connection, signal }) => {
        const { limit = Number.POSITIVE_INFINITY } = flags;
        const { Model: Registry } = await import("@clearml-ts/models");
        const models: Model[] = [];
        for await (const model of Registry.list({ ...lookupOf(flags), signal }, { connection })) {
          if (models.length >= limit) {
            break;
          }
          models.push(model);
        }
        const rows = models.map(({ name, framework, tags, published, record, id }) => [
          name,
          framework ?? "",
          tags.join(", "),
          published ? say`yes` : "",
          record.created?.slice(0, 19).replace("T", " ") ?? "",
          id,
        ]);
        return {
          json: models.map(modelSummary),
          lines: textTable([say`name`, "framework", "tags", say`published`, say`created`, "id"], rows),
        };
      }),
    );
}
