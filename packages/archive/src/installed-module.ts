import { createRequire } from "node:module";
import { join } from "node:path";

/**
 * Finds the file of a module that is installed beside the running program; undefined where it is not. A bundle has the code of a
 * package in it, but not the files that lie beside that code, and where a bundler made CommonJS of it, no module knows its place.
 */
export function installedModule(name: string): string | undefined {
  try {
    return createRequire(process.argv[1] ?? join(process.cwd(), "program")).resolve(name);
  } catch {
    return undefined;
  }
}
