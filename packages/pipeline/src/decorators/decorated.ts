import type { Component } from "../define/component.ts";
import { PipelineDefinitionError } from "../errors.ts";
import type { Pipeline } from "../pipeline.ts";

/** The decorated methods of one kind, made into the functions of that kind once for each object that has them. */
export class Decorated<Made> {
  readonly #kind: string;
  readonly #made = new WeakMap<object, Map<PropertyKey, Made>>();

  constructor(kind: string) {
    this.#kind = kind;
  }

  add(owner: object, name: PropertyKey, made: Made): void {
    const methods = this.#made.get(owner) ?? new Map<PropertyKey, Made>();
    this.#made.set(owner, methods.set(name, made));
  }

  /**
   * The function that a method was made into.
   *
   * @throws {@link PipelineDefinitionError} when it is not a decorated method of the object.
   */
  get(owner: object, name: PropertyKey): Made {
    const made = this.#made.get(owner)?.get(name);
    if (made === undefined) {
      throw new PipelineDefinitionError(
        `"${String(name)}" is not a method of this object that is decorated as a ${this.#kind}.`,
      );
    }
    return made;
  }
}

/** The components that methods were made into. */
export const decoratedComponents = new Decorated<Component<object, object>>("component");

/** The pipelines that methods were made into. */
export const decoratedPipelines = new Decorated<Pipeline<object, unknown>>("pipeline");
