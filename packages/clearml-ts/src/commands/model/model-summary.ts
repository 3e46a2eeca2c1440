import type { Model } from "@clearml-ts/models";
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
  const status = `${published ? "published" : "draft"}${archived ? ", archived" : ""}`;
  const rows: [string, string | undefined][] = [
    ["Model", `${name} (${id}), ${status}`],
    ["Weights", url],
    ["Framework", framework],
    ["Tags", tags.join(", ")],
    ["Labels", items(labels)],
    ["Metadata", items(metadata)],
    ["Task", taskId],
    ["Comment", comment],
    ["Page", model.webUrl],
  ];
  return rows.flatMap(([title, text]) => (text ? [`${title.padEnd(10)}${text}`] : []));
}

function items(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .map(([key, value]) => `${key} = ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(", ");
}
