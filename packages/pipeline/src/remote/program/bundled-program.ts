import { dirname, resolve } from "node:path";
import { bundleProgram, programOf, type Task } from "@clearml-ts/tasks";
import { PipelineDefinitionError } from "../../errors.ts";
import type { PipelineDefinition } from "../../run/pipeline-definition.ts";
import type { ProgramOptions, ProgramSource } from "../../run/runner/step-runner.ts";
import { installedProgram } from "./installed-program.ts";
import { ownFiles } from "./own-files.ts";

/** Makes the program of a pipeline that runs in this process, by bundling its modules; the first call does the work. */
export function bundledProgram(definition: PipelineDefinition): ProgramSource {
  let bundle: ReturnType<ProgramSource> | undefined;
  return (options) => {
    bundle ??= bundleModules(definition, options);
    return bundle;
  };
}

/** Takes the program that a controller was started with for its steps: sources are not there where it runs. */
export function programOfController(task: Task): ProgramSource {
  return async () => programOf(task);
}

function bundleModules({ name, files }: PipelineDefinition, { entry, ...options }: ProgramOptions) {
  const modules = entry === undefined ? ownFiles(files) : [resolve(entry)];
  if (modules.length === 0) {
    throw new PipelineDefinitionError(
      `The file that defines pipeline "${name}" is not known. Name it as the \`entry\` of the runner.`,
    );
  }
  // The import is resolved from this package, which finds itself by its name, so that a program has it once.
  const resolveDir = dirname(installedProgram(name, entry));
  return bundleProgram({ source: programText(name, modules), resolveDir, name }, options);
}

/** The text that a program begins with: it imports a module only when those before it did not define what the task runs. */
function programText(pipeline: string, modules: readonly string[]): string {
  const imports = modules.map((path) => `() => import(${JSON.stringify(path)})`);
  return [
    'import { startProgram } from "@clearml-ts/pipeline/program";',
    `await startProgram({ pipeline: ${JSON.stringify(pipeline)}, modules: [${imports.join(", ")}] });`,
    "",
  ].join("\n");
}
