import { type Environment, readEnvironment } from "./config/environment.ts";
import { parseBoolean } from "./config/settings/setting-at.ts";

/** The last word of the program; undefined while the environment decides. */
let chosen: boolean | undefined;

/** Tells whether this program works offline: as it chose last, or else as its environment says (`CLEARML_OFFLINE_MODE`). */
export function isOffline({ offlineMode = "no" }: Pick<Environment, "offlineMode"> = readEnvironment()): boolean {
  return chosen ?? parseBoolean(offlineMode) ?? true;
}

/** Chooses whether this program works offline from now on; connections that were made before are not touched. */
export function setOffline(offline: boolean): void {
  chosen = offline;
}
