import { cp } from "node:fs/promises";
import { resolve } from "node:path";
import { ClearMLError } from "@clearml-ts/protocol";
import { Command } from "commander";
import { say } from "../../language/say.ts";
import { notEmpty } from "../not-empty.ts";
import { runReport } from "../run-report.ts";
import { type LookupFlags, lookupOf, withLookupOptions } from "./lookup-options.ts";
import { modelLines, modelSummary } from "./model-summary.ts";

interface GetFlags extends LookupFlags {
  copy?: string;
  overwrite?: boolean;
  weights: boolean;
}

/** The subcommand `model get`: describes a model, and brings its weights to this machine. */
export function getModelCommand(): Command {
  return withLookupOptions(
    new Command("get")
      .description("Get a model by its id, or the newest one that fits: its description, and its weights in the cache.")
      .argument("[id]", "id of the model", notEmpty),
  )
    .option(
      "--copy <path>",
      "copy the weights to a file, or a package to a folder, where they may be changed",
      notEmpty,
    )
    .option("--overwrite", "replace what is there")
    .option("--no-weights", "print the description only")
    .action((id: string | undefined, flags: GetFlags, command: Command) => {
      const lookup = lookupOf(flags);
      if (id === undefined && Object.keys(lookup).length === 0) {
        command.error("error: name a model by its id, or by options such as --project and --name.");
      }
      return runReport(flags, async ({ connection, signal }) => {
        const { Model } = await import("@clearml-ts/models");
        const model = await Model.get(id === undefined ? { ...lookup, signal } : { id }, { connection });
        const cached = flags.weights ? await model.getLocalCopy({ signal }) : undefined;
        const path = cached === undefined ? undefined : await delivered(cached, flags);
        return {
          json: { ...modelSummary(model), path: path ?? null },
          lines: [...modelLines(model), ...(path === undefined ? [] : [`${say`Copy`.padEnd(10)}${path}`])],
        };
      });
    });
}

/** Where the weights are in the end: in the cache, or where a copy was asked for. */
async function delivered(cached: string, { copy, overwrite = false }: GetFlags): Promise<string> {
  if (copy === undefined) {
    return cached;
  }
  const target = resolve(copy);
  await cp(cached, target, { recursive: true, force: overwrite, errorOnExist: !overwrite }).catch((cause: unknown) => {
    throw new ClearMLError(`The weights cannot be copied to ${target}. Pass --overwrite to replace what is there.`, {
      cause,
    });
  });
  return target;
}
