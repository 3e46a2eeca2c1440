import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The module by which a process of Node runs one task of a pipeline. */
export interface InstalledProgram {
  url: string;
  /** Whether this code runs from a bundle, so that the module is another copy of it. */
  isOfBundle: boolean;
}

/** Finds the module; undefined in a bundle beside which this package is not installed. */
export function installedProgram(): InstalledProgram | undefined {
  // Where a bundler made CommonJS of a program, no module knows its place.
  const here: string | undefined = import.meta.url;
  // Sources run as they are in development; the files of a build lie beside each other.
  const url = here && new URL(here.endsWith(".ts") ? "../../program.ts" : "./program.js", here).href;
  if (url && existsSync(fileURLToPath(url))) {
    return { url, isOfBundle: false };
  }
  try {
    const { resolve } = createRequire(process.argv[1] ?? join(process.cwd(), "program"));
    return { url: pathToFileURL(resolve("@clearml-ts/pipeline/program")).href, isOfBundle: true };
  } catch {
    return undefined;
  }
}
