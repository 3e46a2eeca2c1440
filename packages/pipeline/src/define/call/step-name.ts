import { PipelineDefinitionError } from "../../errors.ts";

/** Steps are referred to as `${name.id}`; `${pipeline.x}` means a parameter, and `Pipeline` is where the states are kept. */
const unfit = /[.${}/]/;

/** Checks that a name can be one of a step, a component or a pipeline's task. */
export function checkStepName(name: string): void {
  if (name.trim().length < 3) {
    throw new PipelineDefinitionError(`"${name}" is too short a name: ClearML wants at least three characters.`);
  }
  if (unfit.test(name) || name.toLowerCase() === "pipeline") {
    throw new PipelineDefinitionError(
      `"${name}" cannot name a step: references to it would be read wrongly. Use letters, digits, blanks, "-" and "_".`,
    );
  }
}

/** The names of the steps of a run. */
export class StepNames {
  readonly #taken = new Set<string>();
  /** The number that the next step of a component may have, by the component's name: a loop may call one a thousand times. */
  readonly #next = new Map<string, number>();

  /** Takes the name of a further step of a component: the base name, or the first of `{base}_1`, `{base}_2`, … that is free. */
  takeNext(base: string): string {
    let count = this.#next.get(base) ?? 0;
    let name = numbered(base, count);
    while (this.#taken.has(name)) {
      count += 1;
      name = numbered(base, count);
    }
    this.#next.set(base, count + 1);
    this.#taken.add(name);
    return name;
  }

  /**
   * Takes a name that a user gave.
   *
   * @throws {@link PipelineDefinitionError} when it cannot be the name of a step, or another step has it.
   */
  take(name: string): string {
    checkStepName(name);
    if (this.#taken.has(name)) {
      throw new PipelineDefinitionError(`The pipeline has a step "${name}" already. Give this one another name.`);
    }
    this.#taken.add(name);
    return name;
  }
}

function numbered(base: string, count: number): string {
  return count === 0 ? base : `${base}_${count}`;
}
