import type { ScriptRecord } from "@clearml-ts/protocol";
import { type BundleOptions, bundleProgram, type ProgramBundle } from "../bundle/bundle-program.ts";
import type { ProgramEntry } from "../bundle/program-source.ts";
import { ProgramError } from "../errors.ts";
import { type RepositoryOptions, repositoryProgram } from "../repository/repository-program.ts";
import type { ProgramRecord } from "./program-record.ts";
import { type ScriptFile, scriptProgram } from "./script-file.ts";

/** The program of a task, in one of the forms that an agent can run. */
export interface TaskProgramOptions {
  /** A program in one file, sent as it is; or a code section that is written already. */
  script?: string | ScriptFile | ScriptRecord;
  /** A program in a git repository, which agents clone: with its commit, and the changes since. */
  repository?: RepositoryOptions;
  /** A program of TypeScript or JavaScript, bundled with all that it imports. */
  bundle?: string | (ProgramEntry & BundleOptions);
  /** A program that `bundleProgram()` made, or that of another task as `programOf()` gives it. */
  program?: ProgramBundle | ProgramRecord;
}

/**
 * Makes the program of a task from the form in which it was given; undefined when it was given in none.
 *
 * @throws {@link ProgramError} when it was given in several forms, or cannot be sent.
 */
export async function taskProgram(options: TaskProgramOptions): Promise<ProgramBundle | ProgramRecord | undefined> {
  const { script, repository, bundle, program } = options;
  const forms = Object.entries({ script, repository, bundle, program }).filter(([, form]) => form !== undefined);
  if (forms.length > 1) {
    const names = forms.map(([name]) => name).join(" and ");
    throw new ProgramError("of a task", `is given in several forms: ${names}. Give one of them.`);
  }
  if (script !== undefined) {
    return { script: await readScript(script), artifacts: [] };
  }
  if (repository !== undefined) {
    return { script: await repositoryProgram(repository), artifacts: [] };
  }
  if (typeof bundle === "string") {
    return bundleProgram({ entry: bundle });
  }
  return bundle === undefined ? program : bundleProgram(bundle, bundle);
}

async function readScript(script: string | ScriptFile | ScriptRecord): Promise<ScriptRecord> {
  if (typeof script === "string") {
    return scriptProgram({ path: script });
  }
  return "path" in script ? scriptProgram(script) : script;
}
