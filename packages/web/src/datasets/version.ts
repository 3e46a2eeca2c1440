import type { JoinedTaskRecord } from "@clearml-ts/protocol";

/** A version of a dataset: the task that holds it, with the counts that it keeps in its runtime properties. */
export interface Version {
  task: JoinedTaskRecord;
  /** The name of the dataset. */
  name: string;
  /** The project of the dataset. */
  project: string;
  /** Such as `1.0.2`; empty where it has none. */
  number: string;
  files: number | undefined;
  links: number | undefined;
  /** Bytes, unpacked. */
  size: number | undefined;
  /** Bytes of the zips of the version and of those that it comes from. */
  storedSize: number | undefined;
  added: number | undefined;
  removed: number | undefined;
  modified: number | undefined;
}

/** The hidden project that holds the versions of a dataset is below this one. */
const HIDDEN = "/.datasets/";

/** The fields of a task that {@link versionOf} reads. */
export const VERSION_FIELDS = [
  ...["name", "status", "tags", "system_tags", "created", "last_update", "comment", "runtime", "type"],
  ...["project.name", "user.name", "parent.name"],
];

/** The name and the project of a dataset by the name of its hidden project. */
export function datasetName(hidden: string): { project: string; name: string } {
  const at = hidden.indexOf(HIDDEN);
  return at < 0
    ? { project: hidden, name: "" }
    : { project: hidden.slice(0, at), name: hidden.slice(at + HIDDEN.length) };
}

/** Reads a version from the record of its task. */
export function versionOf(task: JoinedTaskRecord): Version {
  const { runtime = {} } = task;
  const count = (key: string) => {
    const value = Number(runtime[key] ?? Number.NaN);
    return Number.isFinite(value) ? value : undefined;
  };
  const { project, name } = datasetName(task.project?.name ?? "");
  return {
    task,
    project,
    name: name || task.name,
    number: typeof runtime["version"] === "string" ? runtime["version"] : "",
    files: count("ds_file_count"),
    links: count("ds_link_count"),
    size: count("ds_total_size"),
    storedSize: count("ds_total_size_compressed"),
    added: count("ds_change_add"),
    removed: count("ds_change_remove"),
    modified: count("ds_change_modify"),
  };
}
