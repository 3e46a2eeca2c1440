import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { PipelineDefinitionError } from "../../errors.ts";
import { installedProgram } from "../program/installed-program.ts";
import { ownFiles } from "../program/own-files.ts";

/** A pipeline as the program of a child process knows it. */
export interface ChildPipeline {
  name: string;
  /** Files through which the pipeline was made, the nearest first. */
  files: readonly string[];
}

/** How Node runs the program of a child process. */
export interface ChildCommandOptions {
  /** Path of the module that defines the pipeline and its components; undefined for the one that calls `pipeline()`. */
  entry: string | undefined;
  /** Options of Node. */
  execArgv: readonly string[];
  /** Megabytes of memory that JavaScript may take; undefined for as many as Node gives. */
  memoryLimit: number | undefined;
  /** The path and arguments of this program, which the child's modules are to see too. */
  argv: readonly string[];
}

/** Options of Node that are for one process: a port to debug it at, or the text that it runs. */
const FOR_ONE_PROCESS = /^--?(?:inspect|eval|e$|print|p$|pe$|input-type|max-old-space-size)/;

/**
 * The arguments by which Node runs the same source in a child process: the modules of the pipeline, for the task that the
 * environment names.
 *
 * @throws {@link PipelineDefinitionError} when the modules are not known, or this program is a bundle that has them inside.
 */
export function childCommand(
  { name, files }: ChildPipeline,
  { entry, execArgv, memoryLimit, argv }: ChildCommandOptions,
): string[] {
  const program = pathToFileURL(installedProgram(name, entry)).href;
  const modules = entry === undefined ? ownFiles(files) : [resolve(entry)];
  if (modules.length === 0) {
    throw new PipelineDefinitionError(
      `The file that defines pipeline "${name}" is not known. Name it as the \`entry\` of the runner.`,
    );
  }
  const imports = modules.map((path) => `() => import(${JSON.stringify(pathToFileURL(path).href)})`);
  const text = [
    // Nobody waits for the step any more when the process that began it is gone.
    'process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));',
    `process.argv.splice(1, Infinity, ...${JSON.stringify(argv)});`,
    `const { startProgram } = await import(${JSON.stringify(program)});`,
    `await startProgram({ pipeline: ${JSON.stringify(name)}, modules: [${imports.join(", ")}] });`,
  ].join("\n");
  const limits = memoryLimit === undefined ? [] : [`--max-old-space-size=${memoryLimit}`];
  const options = execArgv.filter((option) => !FOR_ONE_PROCESS.test(option));
  return [...options, ...limits, "--input-type=module", "--eval", text];
}
