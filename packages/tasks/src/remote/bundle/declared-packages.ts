import { findInstalled } from "../../program/command/installed-package.ts";
import { ProgramError } from "../errors.ts";
import type { ProgramSource } from "./program-source.ts";

/**
 * Reads packages as people name them, `name` or `name@version`, into names with exact versions: those of the packages that are
 * installed here, unless a version is given.
 *
 * @throws {@link ProgramError} when a package is given without a version and is not installed here.
 */
export async function declaredPackages(
  source: ProgramSource,
  packages: readonly string[],
): Promise<Map<string, string>> {
  const versions = new Map<string, string>();
  for (const given of packages) {
    const at = given.indexOf("@", 1);
    const name = at < 0 ? given : given.slice(0, at);
    const version = at < 0 ? (await findInstalled(name, source.folder))?.version : given.slice(at + 1);
    if (version === undefined || version === "") {
      throw new ProgramError(
        source.name,
        `names the package ${name}, which is not installed here. Install it, or give its version: ${name}@1.2.3`,
      );
    }
    versions.set(name, version);
  }
  return versions;
}
