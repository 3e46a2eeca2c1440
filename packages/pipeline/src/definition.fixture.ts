import { schemaCheck } from "./check-schema.ts";
import type { ComponentDefinition } from "./component-definition.ts";

/** The definition of a component that does nothing, but for what a test says about it. */
export function definitionOf(name: string, differences: Partial<ComponentDefinition> = {}): ComponentDefinition {
  return {
    name,
    type: "data_processing",
    tags: [],
    cache: false,
    cacheKey: undefined,
    version: "",
    source: "() => ({})",
    retries: 0,
    continueOnFail: false,
    checkInput: schemaCheck(undefined),
    checkOutput: schemaCheck(undefined),
    run: () => ({}),
    ...differences,
  };
}
