import type { ComponentDefinition } from "../../define/definition/component-definition.ts";
import { messageOf } from "../../message-of.ts";
import { pythonHash } from "../../values/python-hash.ts";
import { type ModuleGraph, moduleGraph } from "./module-graph.ts";

/** The code of a component, as far as it is known. */
export interface CodeIdentity {
  /** Hash of each part under the name that a miss gives to it: `version`, `code`, `module x`, `package y`. */
  parts: Readonly<Record<string, string>>;
  /** How the code was compared, as the end of a sentence about a hit. */
  basis: string;
  /** The file because of which the code that runs may be other code than the files hold now. */
  editedFile?: string;
}

/** Modules that are named one by one; the names of more would fill the task's record. */
const MOST_NAMES = 100;

/** Finds out which code a component runs: by its declared version, or by the files behind it. */
export async function codeOf({ version, source, files, definedAt }: ComponentDefinition): Promise<CodeIdentity> {
  if (version !== undefined) {
    return {
      parts: { version: pythonHash(version) },
      basis: `the declared version "${version}", whatever its code is`,
    };
  }
  const code = pythonHash(source);
  if (files.length === 0) {
    return { parts: { code }, basis: textOnly("no file made the component") };
  }
  try {
    const graph = await moduleGraph(files);
    const { newest } = graph;
    return {
      parts: { code, ...graphParts(graph) },
      basis: `the same code: ${graph.modules.size} modules and ${graph.packages.size} packages (not compared: values that its function takes from variables around it)`,
      ...(newest && newest.changedAt > definedAt && { editedFile: newest.name }),
    };
  } catch (error) {
    return { parts: { code }, basis: textOnly(messageOf(error)) };
  }
}

function graphParts({ modules, packages }: ModuleGraph): Record<string, string> {
  const named = [...modules].map(([name, hash]) => [`module ${name}`, hash]);
  const versions = [...packages].map(([name, state]) => [`package ${name}`, state]);
  const entries = [...named, ...versions];
  return entries.length > MOST_NAMES ? { modules: pythonHash(entries) } : Object.fromEntries(entries);
}

function textOnly(why: string): string {
  return `the same text of its function; a change in what the function calls is not seen, because its files are not known (${why})`;
}
