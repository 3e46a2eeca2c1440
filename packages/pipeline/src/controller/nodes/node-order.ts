import { PipelineDefinitionError } from "../../errors.ts";

/** A step as far as its place in the graph goes. */
export interface PlacedStep {
  name: string;
  /** Names of the steps that it waits for. */
  parents: readonly string[];
}

/**
 * Puts steps in an order in which each comes after its parents, and else as they were added.
 *
 * @throws {@link PipelineDefinitionError} when a parent is missing, or steps wait for each other.
 */
export function parentsFirst<Step extends PlacedStep>(steps: readonly Step[]): Step[] {
  const names = new Set(steps.map(({ name }) => name));
  for (const { name, parents } of steps) {
    const missing = parents.find((parent) => !names.has(parent));
    if (missing !== undefined) {
      throw new PipelineDefinitionError(
        `Step "${name}" waits for step "${missing}", which the pipeline does not have.`,
      );
    }
  }
  const ordered = new Map<string, Step>();
  let left = [...steps];
  while (left.length > 0) {
    const ready = left.filter(({ parents }) => parents.every((parent) => ordered.has(parent)));
    if (ready.length === 0) {
      const circle = left.map(({ name }) => `"${name}"`).join(", ");
      throw new PipelineDefinitionError(`The steps ${circle} wait for each other, so none of them could ever start.`);
    }
    for (const step of ready) {
      ordered.set(step.name, step);
    }
    left = left.filter(({ name }) => !ordered.has(name));
  }
  return [...ordered.values()];
}
