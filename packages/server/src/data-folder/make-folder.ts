import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes a folder, and those above it that are missing.
 *
 * Node's own `recursive` never returns where the system says of what is to be made that it is missing, as `/proc` does.
 *
 * @throws {@link Error} of the system when it cannot be made or something else stands there.
 */
export async function makeFolder(path: string, mode: number): Promise<void> {
  try {
    await mkdir(path, { mode });
  } catch (error) {
    if (await isFolder(path)) {
      return;
    }
    const parent = dirname(path);
    const lacksParent = (error as NodeJS.ErrnoException).code === "ENOENT" && !(await isFolder(parent));
    if (!lacksParent || parent === path) {
      throw error;
    }
    await makeFolder(parent, mode);
    await makeFolder(path, mode);
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
