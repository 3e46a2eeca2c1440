import type { CodeOrigin, ModelLineage, TaskOrigin } from "@clearml-ts/models";
import { say } from "../../language/say.ts";
import { textTable } from "../text-table.ts";

/** Lays the lineage of a model out for people. */
export function lineageLines(lineage: ModelLineage): string[] {
  const { id, name, url, weights, task, steps, code, parameters, datasets, models, missing } = lineage;
  return [
    row(say`Model`, `${name} (${id})`),
    row(say`Weights`, `${url || say`none`} [${weights}]`),
    row(say`Task`, task ? taskText(task) : say`none made it`),
    ...steps.map((step) => row(say`Step`, taskText(step))),
    ...(code ? [row(say`Code`, codeText(code))] : []),
    ...section(say`Parameters`, Object.entries(parameters).map(parameterText)),
    ...section(
      say`Datasets`,
      datasets.length === 0
        ? []
        : textTable(
            [say`dataset`, say`version`, "id", "hash", say`state`],
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
      say`Models that went into it`,
      models.map((each) => `${each.name ?? say`deleted`} (${each.id}) [${each.presence}]`),
    ),
    "",
    ...(missing.length === 0 ? [say`Nothing is missing.`] : missing.map((sentence) => say`Missing: ${sentence}`)),
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
  const place = commit === "" ? say`no commit` : `${repository}@${commit}${branch === "" ? "" : ` (${branch})`}`;
  const changes = hasChanges ? `, ${say`with changes that the task keeps`}` : "";
  return `${place}, ${entryPoint || say`no entry point`}${changes} [commit ${presence}]`;
}

function parameterText([name, value]: [string, unknown]): string {
  return `${name} = ${typeof value === "string" ? value : JSON.stringify(value)}`;
}
