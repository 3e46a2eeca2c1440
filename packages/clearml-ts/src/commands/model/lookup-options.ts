import type { ListModelsOptions } from "@clearml-ts/models";
import { type Command, InvalidArgumentError } from "commander";
import { notEmpty } from "../not-empty.ts";

/** Options by which models are found. */
export interface LookupFlags {
  project?: string;
  name?: string;
  tags?: string[];
  metadata?: Record<string, string>;
  framework?: string;
  published?: boolean;
  archived?: boolean;
  json?: boolean;
}

/** Adds the options by which models are found, and `--json`. */
export function withLookupOptions(command: Command): Command {
  return command
    .option("--project <project>", "only models of this project", notEmpty)
    .option("--name <name>", "only models of exactly this name", notEmpty)
    .option("--tags <tags...>", "only models that have all of these tags; -tag excludes")
    .option("--metadata <key=value>", "only models with this item; once for each", addItem)
    .option("--framework <framework>", "only models of this framework", notEmpty)
    .option("--published", "only published models")
    .option("--archived", "archived models, too")
    .option("--json", "print one line of JSON, and nothing else");
}

/** The conditions that the options stand for. */
export function lookupOf(flags: LookupFlags): ListModelsOptions {
  const { project, name, tags, metadata, framework, published, archived } = flags;
  return {
    ...(project !== undefined && { project }),
    ...(name !== undefined && { name }),
    ...(tags && { tags }),
    ...(metadata && { metadata }),
    ...(framework !== undefined && { framework }),
    ...(published && { onlyPublished: true }),
    ...(archived && { includeArchived: true }),
  };
}

function addItem(text: string, known: Record<string, string> = {}): Record<string, string> {
  const at = text.indexOf("=");
  if (at < 1) {
    throw new InvalidArgumentError("It must be key=value.");
  }
  return { ...known, [text.slice(0, at)]: text.slice(at + 1) };
}
