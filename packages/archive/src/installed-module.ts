import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

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

/** The places of a file from the module that looks for it: among the sources, which run as they are in development, and in a build. */
export interface FilePlaces {
  source: string;
  built: string;
}

/**
 * Finds a file by the place of the module that looks for it, its `import.meta.url`; undefined in a bundle, where the file does not lie
 * beside the code, and where a bundler made CommonJS of that, it has no place.
 */
export function fileBeside(here: string | undefined, { source, built }: FilePlaces): string | undefined {
  const path = here && fileURLToPath(new URL(here.endsWith(".ts") ? source : built, here));
  return path && existsSync(path) ? path : undefined;
}
