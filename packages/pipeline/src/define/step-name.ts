import { PipelineDefinitionError } from "../errors.ts";

/** Steps are referred to as `${name.id}`; `${pipeline.x}` means a parameter, and `Pipeline` is where the states are kept. */
const unfit = /[.${}/]/;

/** Checks that a name can be one of a step, a component or a pipeline's task. */
export function checkStepName(name: string): void {
  if (name.trim().length < 3) {
    throw new PipelineDefinitionError(
      `"${name}" is too short to name a step: ClearML wants at least three characters.`,
    );
  }
  if (unfit.test(name) || name.toLowerCase() === "pipeline") {
    throw new PipelineDefinitionError(
      `"${name}" cannot name a step: references to it would be read wrongly. Use letters, digits, blanks, "-" and "_".`,
    );
  }
}

/** The name of a further step of a component: the base name, or the first of `{base}_1`, `{base}_2`, … that is free. */
export function freeStepName(base: string, taken: ReadonlySet<string>): string {
  let name = base;
  for (let count = 1; taken.has(name); count += 1) {
    name = `${base}_${count}`;
  }
  return name;
}
