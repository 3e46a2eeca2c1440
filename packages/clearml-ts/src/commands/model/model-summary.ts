import type { Model } from "@clearml-ts/models";
import { say } from "../../language/say.ts";
import { timeText } from "../time-text.ts";

/** A model as `--json` prints it. */
export function modelSummary(model: Model): object {
  return {
    id: model.id,
    name: model.name,
    url: model.url,
    framework: model.framework ?? null,
    tags: model.tags,
    labels: model.labels,
    design: model.design,
    metadata: model.metadata,
    comment: model.comment,
    published: model.published,
    archived: model.archived,
    isPackage: model.isPackage,
    taskId: model.taskId ?? null,
    projectId: model.projectId ?? null,
    created: timeText(model.record.created),
    page: model.webUrl,
  };
}

/** A model in the lines that people read; what it does not have is left out. */
export function modelLines(model: Model): string[] {
  const { id, name, url, framework, tags, labels, metadata, comment, published, archived, taskId } = model;
  const status = `${published ? say`published` : say`draft`}${archived ? `, ${say`archived`}` : ""}`;
  const rows: [string, string | undefined][] = [
    [say`Model`, `${name} (${id}), ${status}`],
    [say`Weights`, url],
    ["Framework", framework],
    ["Tags", tags.join(", ")],
    [say`Labels`, items(labels)],
    [say`Metadata`, items(metadata)],
    [say`Task`, taskId],
    [say`Comment`, comment],
    [say`Page`, model.webUrl],
  ];
  return rows.flatMap(([title, text]) => (text ? [`${title.padEnd(10)}${text}`] : []));
}

function items(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .map(([key, value]) => `${key} = ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(", ");
}
