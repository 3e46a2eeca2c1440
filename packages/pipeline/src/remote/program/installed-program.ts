import { fileBeside, installedModule } from "@clearml-ts/archive";
import { PipelineDefinitionError } from "../../errors.ts";

/**
 * Finds the module by which another process runs one task of a pipeline: beside this code, or where this code was taken into a bundle, in
 * the package that is installed beside that.
 *
 * @throws {@link PipelineDefinitionError} when it is not installed, or nothing but the bundle has the pipeline.
 */
export function installedProgram(pipeline: string, entry: string | undefined): string {
  const beside = fileBeside(import.meta.url, { source: "../../program.ts", built: "./program.js" });
  if (beside !== undefined) {
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
