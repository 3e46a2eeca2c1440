import { isPathInside } from "@clearml-ts/protocol";
import { DATA_FOLDER } from "../session/session-files.ts";

/**
 * Finds the file of a session that an address means: its path below the folder of the session. Undefined where the address is
 * elsewhere. Paths are those of the machine that made the session: Windows separates their parts by either kind of slash.
 *
 * @throws {@link RangeError} when it leads out of the session.
 */
export function pathInSession(offlineFolder: string, address: string): string | undefined {
  return /^([a-z]:|\\\\)/i.test(offlineFolder)
    ? pathBelowFolder(offlineFolder.replaceAll("\\", "/"), address.replaceAll("\\", "/"))
    : pathBelowFolder(offlineFolder, address);
}

function pathBelowFolder(offlineFolder: string, address: string): string | undefined {
  const prefix = offlineFolder === "" ? "" : `${offlineFolder.replace(/\/+$/, "")}/`;
  const isElsewhere = /^[a-z][a-z\d+.-]+:\/\//i.test(address) || (prefix === "" && address.startsWith("/"));
  if (address === "" || isElsewhere || !address.startsWith(prefix)) {
    return undefined;
  }
  const path = address.slice(prefix.length);
  if (!isPathInside(path)) {
    throw new RangeError(`${JSON.stringify(address)} leads out of the session`);
  }
  return path;
}

/** The key of a file of a session in a store: that of the old task, under the id of the new one. Undefined outside its data. */
export function keyInStore(path: string, { from, to }: { from: string; to: string }): string | undefined {
  const key = path.startsWith(`${DATA_FOLDER}/`) ? path.slice(DATA_FOLDER.length + 1) : undefined;
  return key?.replace(`.${from}/`, () => `.${to}/`);
}
