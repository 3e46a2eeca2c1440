import { sep } from "node:path";
import { type FileFault, lookIntoFolders, NOT_A_FILE } from "@clearml-ts/archive";
import { FolderError } from "./errors.ts";

/** A file below a folder. */
export interface FolderFile {
  /** Name below the folder, with forward slashes. */
  name: string;
  /** Path on disk. */
  path: string;
  /** Bytes. */
  size: number;
}

/** Options of {@link listFolder}. */
export interface ListFolderOptions {
  /** Whether to look into the folders below, too. @default true */
  recursive?: boolean;
  /** Only files for whose name below the folder this returns true. @default every file */
  filter?: (name: string) => boolean;
  signal?: AbortSignal | undefined;
}

/** A folder that is still to be looked into. */
interface Folder {
  path: string;
  /** What the names of its files begin with. */
  prefix: string;
  /** Real paths of the folders around it. */
  around: readonly string[];
}

/**
 * Lists all files below a folder, sorted by name. Symbolic links are followed, to files and to folders: caches such as
 * Hugging Face's consist of them.
 *
 * @throws {@link FolderError} when a link leads nowhere or back to a folder around it, when something is neither a file
 * nor a folder, and when anything cannot be read: only the filter leaves files out.
 */
export async function listFolder(folder: string, options: ListFolderOptions = {}): Promise<FolderFile[]> {
  const { recursive = true, filter = () => true, signal } = options;
  const files: FolderFile[] = [];
  // Level by level, so that threads have many folders to look into at one time.
  for (let level: Folder[] = [{ path: folder, prefix: "", around: [] }]; level.length > 0; ) {
    const below: Folder[] = [];
    for await (const { folder: found, content } of lookIntoFolders(level, { signal })) {
      if ("fault" in content) {
        throw unreadable(found.path, content.fault);
      }
      const { real, names, sizes } = content;
      if (found.around.includes(real)) {
        throw new FolderError(found.path, `is a link back to ${real}, a folder around it. Remove the link.`);
      }
      const faults = new Map(content.faults);
      const around = [...found.around, real];
      const start = found.path.endsWith(sep) ? found.path : found.path + sep;
      for (const [index, entry] of names.entries()) {
        const [name, path, size = NOT_A_FILE.other] = [found.prefix + entry, start + entry, sizes[index]];
        if (size === NOT_A_FILE.folder) {
          below.push({ path, prefix: `${name}/`, around });
        } else if (filter(name)) {
          files.push({ name, path, size: fileSize(path, size, faults.get(index)) });
        }
      }
    }
    level = recursive ? below : [];
  }
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function fileSize(path: string, size: number, fault: FileFault | undefined): number {
  if (fault) {
    throw unreadable(path, fault);
  }
  if (size === NOT_A_FILE.other) {
    throw new FolderError(path, "is neither a file nor a folder. Remove it, or move it elsewhere.");
  }
  return size;
}

function unreadable(path: string, fault: FileFault): FolderError {
  const { code, message } = fault;
  const isMissing = code === "ENOENT" || code === "ELOOP";
  const problem = isMissing ? "is a link that leads nowhere, or was removed meanwhile." : `cannot be read: ${message}`;
  return new FolderError(path, problem, { cause: fault });
}
