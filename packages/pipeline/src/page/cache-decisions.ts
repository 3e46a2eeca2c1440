import type { ConfigurationItem } from "@clearml-ts/protocol";
import type { CacheDecision } from "../steps/step-report.ts";
import type { StepState } from "../steps/step-state.ts";

/** Configuration object of a controller with the decisions of the cache. */
const NAME = "Cache decisions";

/** The decision for a step that is not looked up at all. */
export const NOT_CACHED: CacheDecision = { hit: false, reason: "The component is not cached.", changed: [] };

/** Why steps ran, or did not, as a configuration object; undefined where it goes without saying. */
export function decisionsItem(steps: readonly StepState[]): ConfigurationItem | undefined {
  const decided = steps.flatMap(({ name, cache }) =>
    cache === undefined || cache === NOT_CACHED ? [] : [[name, cache] as const],
  );
  return decided.length === 0
    ? undefined
    : { name: NAME, type: "json", description: "", value: JSON.stringify(Object.fromEntries(decided)) };
}

/** Reads the decisions that {@link decisionsItem} wrote, by the names of the steps. */
export function readDecisions(
  configuration: Readonly<Record<string, ConfigurationItem>> | undefined,
): Readonly<Record<string, CacheDecision>> {
  const text = configuration?.[NAME]?.value;
  return text === undefined || text === "" ? {} : (JSON.parse(text) as Record<string, CacheDecision>);
}
