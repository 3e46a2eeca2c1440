import type { JoinedTaskRecord } from "@clearml-ts/protocol";
import type { Formats } from "../../language/formats.ts";
import type { Texts } from "../../language/texts.ts";
import { projectTitle } from "../../looks/project-title.ts";
import { usualBetter } from "../../metrics/best-values.ts";
import type { ColumnKey } from "../../view-state/table-state.ts";

/** A column of the table of tasks. */
export interface Column {
  key: ColumnKey;
  title: string;
  /** The field that the server sends. */
  field: string;
  /** The field that the server sorts by. @default the one that it sends */
  sortedBy?: string;
  /** Further fields that the cell needs. */
  needs?: readonly string[];
  isNumber?: boolean;
  /** Whether the first click sorts from the largest value on. @default numbers alone */
  beginsLargest?: boolean;
  /** The text of a cell; the first columns have looks of their own. */
  text: (task: JoinedTaskRecord) => string;
}

/** The columns that are always there; of all projects, that of the project is one of them. */
export function fixedColumns(
  { table: { columnTitles: titles } }: Texts,
  formats: Formats,
  { areAllProjects }: { areAllProjects: boolean },
): Column[] {
  const project: Column = {
    key: "project",
    title: titles.project,
    field: "project.name",
    // The server sorts by its id, so that at least the tasks of one project come together.
    sortedBy: "project",
    text: (task) => projectTitle(task.project?.name),
  };
  return [
    { key: "status", title: titles.status, field: "status", text: ({ status }) => status },
    { key: "name", title: titles.name, field: "name", needs: ["system_tags", "tags"], text: ({ name }) => name },
    ...(areAllProjects ? [project] : []),
    { key: "type", title: titles.type, field: "type", text: ({ type }) => type },
    {
      key: "last_update",
      title: titles.last_update,
      field: "last_update",
      isNumber: true,
      text: ({ last_update }) => last_update ?? "",
    },
    {
      key: "last_iteration",
      title: titles.last_iteration,
      field: "last_iteration",
      isNumber: true,
      text: ({ last_iteration }) => (last_iteration === undefined ? "" : formats.measure(last_iteration)),
    },
    {
      key: "active_duration",
      title: titles.active_duration,
      field: "active_duration",
      isNumber: true,
      text: ({ active_duration: seconds }) => (typeof seconds === "number" ? formats.duration(seconds) : ""),
    },
  ];
}

/** The name of a metric's column: the hashes are what the server sorts by. */
export function metricKey(metric: { metric_hash: string; variant_hash: string }): ColumnKey {
  return `metric:${metric.metric_hash}.${metric.variant_hash}`;
}

/** The name of a parameter's column. */
export function parameterKey({ section, name }: { section: string; name: string }): ColumnKey {
  return `parameter:${section}/${name}`;
}

/** The field in which tasks have the value of a parameter, as the server filters and sorts by it. */
export function parameterField({ section, name }: { section: string; name: string }): `hyperparams.${string}` {
  return `hyperparams.${escaped(section)}.${escaped(name)}.value`;
}

/** A column that the user has chosen, by its name; `titles` knows the metrics by theirs. */
export function chosenColumn(key: ColumnKey, titles: ReadonlyMap<ColumnKey, string>, formats: Formats): Column {
  const [kind, path = ""] = split(key, ":");
  if (kind === "metric") {
    const [metric, variant = ""] = split(path, ".");
    const title = titles.get(key) ?? "…";
    return {
      key,
      title,
      // The best comes first: of a loss, the least.
      beginsLargest: usualBetter(...namesIn(title)) !== "lower",
      field: `last_metrics.${path}.value`,
      isNumber: true,
      text: ({ last_metrics }) => {
        const value = last_metrics?.[metric]?.[variant]?.value;
        return value === undefined ? "" : formats.measure(value);
      },
    };
  }
  const [section, name = ""] = split(path, "/");
  return {
    key,
    title: path,
    field: parameterField({ section, name }),
    text: ({ hyperparams }) => hyperparams?.[section]?.[name]?.value ?? "",
  };
}

/** The metric and the variant in the title of their column. */
function namesIn(title: string): [string, string] {
  const [metric, variant = ""] = split(title, " / ");
  return [metric, variant];
}

function split(text: string, mark: string): [string, string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + mark.length)];
}

/** A name as one step of a dotted path, as the server unescapes it. */
function escaped(name: string): string {
  return name.replaceAll("%", "%%").replaceAll(".", "%2E").replaceAll("$", "%24");
}
