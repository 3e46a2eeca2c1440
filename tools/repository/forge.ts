import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../root.ts";

/** The address of the repository, as the manifest of the workspace has it: `git+https://….git`. */
export const REPOSITORY: string = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).repository.url;

/** The page of a repository on its forge. */
export function forgeOf(url: string): string {
  return url.replace(/^git\+/, "").replace(/\.git$/, "");
}
