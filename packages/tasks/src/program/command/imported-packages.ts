import { realpath } from "node:fs/promises";
import { sep } from "node:path";
import { findInstalled, type InstalledPackage } from "./installed-package.ts";

/** `import … from "x"`, `export … from "x"`, `import "x"`, `import("x")` and `require("x")`. */
const IMPORTED = /\b(?:from|import|require)\s*\(?\s*["']([^"'\n]+)["']/g;

/** Paths, aliases, and modules of Node and of the web. */
const NO_PACKAGE = /^[./#]|^(?:node|data|file|https?):/;

/**
 * Finds the installed packages that a text of JavaScript or TypeScript imports, as npm takes them: `name@version`.
 *
 * A text may name too many, in a comment for instance; only those that are installed are returned. Left out are packages that are
 * linked from a folder of this machine, because npm knows them elsewhere in other versions, or not at all.
 */
export async function importedPackages(text: string, folder: string): Promise<string[]> {
  const names = new Set(
    [...text.matchAll(IMPORTED)]
      .map(([, specifier = ""]) => specifier)
      .filter((specifier) => !NO_PACKAGE.test(specifier))
      .map(packageName),
  );
  const found = await Promise.all([...names].sort().map((name) => installedAs(name, folder)));
  return found.filter((each) => each !== undefined);
}

/** Returns an installed package as npm takes it; undefined when it is not installed, or linked. */
export async function installedAs(name: string, folder: string): Promise<string | undefined> {
  const installed = await findInstalled(name, folder);
  return installed === undefined || (await isLinked(installed)) ? undefined : `${name}@${installed.version}`;
}

/** Stores of package managers that link have a `node_modules` in their paths too. */
async function isLinked({ folder }: InstalledPackage): Promise<boolean> {
  return !(await realpath(folder)).includes(`${sep}node_modules${sep}`);
}

/** `a/b` is of the package `a`, `@a/b/c` of `@a/b`. */
function packageName(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
