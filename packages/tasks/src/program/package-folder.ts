import { access } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Finds the folder with the manifest that belongs to a file, within a working copy. */
export async function packageFolder(path: string, root: string): Promise<string> {
  const folder = dirname(path);
  const isManifestThere = await access(join(folder, "package.json")).then(
    () => true,
    () => false,
  );
  return folder === root || isManifestThere ? folder : packageFolder(folder, root);
}
