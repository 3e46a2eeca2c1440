/** A file of a version, as its list says it. */
export interface ListedFile {
  /** Where it is in the dataset. */
  path: string;
  /** Bytes. */
  size: number | undefined;
  hash: string | undefined;
  /** Id of the version that stores its content. */
  storedIn: string | undefined;
  /** Address of the content where the dataset does not store it. */
  link: string | undefined;
}

/** Reads the files from the `state` artifact of a version; undefined when it is not one. */
export function listedFiles(state: unknown): ListedFile[] | undefined {
  if (!isObject(state)) {
    return undefined;
  }
  const files = state["dataset_file_entries"];
  const links = state["dataset_link_entries"] ?? [];
  if (!Array.isArray(files) || !Array.isArray(links)) {
    return undefined;
  }
  const byPath = new Map<string, ListedFile>();
  // A link at the path of a file counts for nothing: readers fetch the file.
  for (const entry of [...links, ...files]) {
    const file = isObject(entry) ? listedFile(entry) : undefined;
    if (file !== undefined) {
      byPath.set(file.path, file);
    }
  }
  return [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function listedFile(entry: Record<string, unknown>): ListedFile | undefined {
  const { relative_path: path, size, hash, parent_dataset_id: storedIn, link } = entry;
  if (typeof path !== "string") {
    return undefined;
  }
  return {
    path,
    size: typeof size === "number" ? size : undefined,
    hash: text(hash),
    storedIn: text(storedIn),
    link: text(link),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
