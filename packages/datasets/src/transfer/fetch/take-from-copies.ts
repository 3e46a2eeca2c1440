import { mkdir, symlink } from "node:fs/promises";
import { dirname } from "node:path";
import { copyFiles, type FileToCopy, measureFiles } from "@clearml-ts/archive";
import type { Storage } from "@clearml-ts/storage";
import type { FileEntry } from "../../manifest/entry.ts";
import { copyFolder, fileBelow } from "../local-paths.ts";
import type { AssemblyOptions } from "./assembly-options.ts";

/** Files of a version, and where to put them. */
interface TakeOptions extends AssemblyOptions {
  /** The version. */
  id: string;
}

/** A file that a copy of an ancestor may have. */
type InheritedFile = FileEntry & FileToCopy;

/** Copies the files that copies of ancestors have on this machine, or links to them, and returns the other ones. */
export async function takeFromCopies(
  storage: Storage,
  files: readonly FileEntry[],
  options: TakeOptions,
): Promise<FileEntry[]> {
  const { id, workspace, useSoftLinks, kept, count, threads, signal } = options;
  const missing: FileEntry[] = [];
  const inherited: InheritedFile[] = [];
  for (const entry of files) {
    if (entry.storedIn === id || entry.hash === undefined) {
      missing.push(entry);
      continue;
    }
    const source = fileBelow(copyFolder(storage, entry.storedIn), entry.path);
    inherited.push({ ...entry, hash: entry.hash, source, target: fileBelow(workspace, entry.path) });
  }
  const sizes = await measureFiles(
    inherited.map(({ source }) => source),
    { threads, signal },
  );
  const there: InheritedFile[] = [];
  for (const [index, file] of inherited.entries()) {
    (sizes[index] === file.size ? there : missing).push(file);
  }
  for (const folder of new Set(there.map(({ target }) => dirname(target)))) {
    await mkdir(folder, { recursive: true });
  }
  if (useSoftLinks) {
    for (const version of new Set(there.map(({ storedIn }) => storedIn))) {
      await kept.keep(copyFolder(storage, version));
    }
    for (const { source, target, size } of there) {
      // The copy was checked when it was made, and its size just now.
      await symlink(source, target);
      count.add(size);
    }
    return missing;
  }
  for await (const { file, isCopied } of copyFiles(there, { threads, signal })) {
    if (isCopied) {
      count.add(file.size);
    } else {
      missing.push(file);
    }
  }
  return missing;
}
