import type { ScriptRecord } from "@clearml-ts/protocol";
import type { ComponentDefinition } from "../define/definition/component-definition.ts";

/**
 * The code section of a step's task: the text of its function, for people to read.
 *
 * An agent cannot run it alone, because a function's text lacks the code that it refers to; the controller's task says
 * which program to run.
 */
export function stepScript({ name, source, version }: ComponentDefinition): ScriptRecord {
  return {
    binary: "node",
    repository: "",
    tag: version ?? "",
    branch: "",
    version_num: "",
    entry_point: `${name}.js`,
    working_dir: ".",
    diff: source,
  };
}
