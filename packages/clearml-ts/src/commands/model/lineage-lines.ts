import type { CodeOrigin, ModelLineage, TaskOrigin } from "@clearml-ts/models";
import { textTable } from "../text-table.ts";

/** Lays the lineage of a model out for people. */
export function lineageLines(lineage: ModelLineage): string[] {
  const { id, name, url, weights, task, steps, code, parameters, datasets, models, missing } = lineage;
  return [
    row("Model", `${name} (${id})`),
    row("Weights", `${url || "none"} [${weights}]`),
    row("Task", task ? taskText(task) : "none made it"),
    ...steps.map((step) => row("Step", taskText(step))),
    ...(code ? [row("Code", codeText(code))] : []),
    ...section("Parameters", Object.entries(parameters).map(parameterText)),
    ...section(
      "Datasets",
      datasets.length === 0
        ? []
        : textTable(
            ["dataset", "version", "id", "hash", "state"],
            datasets.map((each) => [
              [each.project, each.name].filter(Boolean).join("/") || (each.alias ?? ""),
              each.version ?? "",
              each.id,
              each.hash ?? "",
              each.presence,
            ]),
          ),
    ),
    ...section(
      "Models that went into it",
      models.map((each) => `${each.name ?? "deleted"} (${each.id}) [${each.presence}]`),
    ),
    "",
    ...(missing.length === 0 ? ["Nothing is missing."] : missing.map((sentence) => `Missing: ${sentence}`)),
  ];
}

function row(title: string, text: string): string {
  return `${title.padEnd(8)} ${text}`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];
}

function taskText({ id, name, project, status, presence }: TaskOrigin): string {
  return name === undefined ? `${id} [${presence}]` : `${project}/${name} (${id}), ${status} [${presence}]`;
}

function codeText({ repository, branch, commit, entryPoint, hasChanges, presence }: CodeOrigin): string {
  const place = commit === "" ? "no commit" : `${repository}@${commit}${branch === "" ? "" : ` (${branch})`}`;
  const changes = hasChanges ? ", with changes that the task keeps" : "";
  return `${place}, ${entryPoint || "no entry point"}${changes} [commit ${presence}]`;
}

function parameterText([name, value]: [string, unknown]): string {
  return `${name} = ${typeof value === "string" ? value : JSON.stringify(value)}`;
}
