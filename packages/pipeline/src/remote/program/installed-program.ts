import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { installedModule } from "@clearml-ts/archive";
import { PipelineDefinitionError } from "../../errors.ts";

/**
 * Finds the module by which another process runs one task of a pipeline: beside this code, or where this code was taken into a bundle, in
 * the package that is installed beside that.
 *
 * @throws {@link PipelineDefinitionError} when it is not installed, or nothing but the bundle has the pipeline.
 */
export function installedProgram(pipeline: string, entry: string | undefined): string {
  // Undefined where a bundler made CommonJS of the program.
  const here: string | undefined = import.meta.url;
  // Sources run as they are in development; the files of a build lie beside each other.
  const beside = here && fileURLToPath(new URL(here.endsWith(".ts") ? "../../program.ts" : "./program.js", here));
  if (beside && existsSync(beside)) {
    return beside;
  }
  const installed = installedModule("@clearml-ts/pipeline/program");
  if (installed === undefined) {
    throw new PipelineDefinitionError(
      `This program is a bundle, and other processes need @clearml-ts/pipeline installed beside it to run steps of pipeline "${pipeline}". ` +
        "Install it there, or run the steps in this process.",
    );
  }
  if (entry === undefined) {
    // Whoever imports the bundle would have the pipeline in one copy of this package, and look for it in another.
    throw new PipelineDefinitionError(
      `This program is a bundle, from which another process cannot take pipeline "${pipeline}" alone. Name the module that defines the ` +
        "pipeline as the `entry` of the runner, or leave the packages out of the bundle (esbuild: --packages=external).",
    );
  }
  return installed;
}
