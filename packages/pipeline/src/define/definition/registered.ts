import { DefinitionLookupError } from "../../errors.ts";
import type { ComponentDefinition } from "./component-definition.ts";

/** Definitions of one kind, by their names. */
export class Register<Definition extends { name: string }> {
  readonly #kind: "component" | "pipeline";
  readonly #definitions = new Map<string, Definition[]>();

  constructor(kind: "component" | "pipeline") {
    this.#kind = kind;
  }

  add(definition: Definition): void {
    const before = this.#definitions.get(definition.name) ?? [];
    // Two are enough to know that a name does not say which is meant; a program may make many.
    this.#definitions.set(definition.name, [...before.slice(0, 1), definition]);
  }

  get(name: string): Definition {
    const [definition, other] = this.#definitions.get(name) ?? [];
    if (definition === undefined) {
      throw new DefinitionLookupError(this.#kind, name, "missing");
    }
    if (other !== undefined) {
      throw new DefinitionLookupError(this.#kind, name, "ambiguous");
    }
    return definition;
  }

  has(name: string): boolean {
    return this.#definitions.has(name);
  }
}

/**
 * The components that this process has defined. A step's task says by name which of them it runs, so that the program can be
 * started for the step alone.
 */
export const registeredComponents = new Register<ComponentDefinition>("component");
