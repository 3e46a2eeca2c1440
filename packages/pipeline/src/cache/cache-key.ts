import type { ComponentDefinition } from "../define/component-definition.ts";
import type { StepInput } from "../steps/step-input.ts";
import { keyParameters } from "../steps/step-parameters.ts";
import type { JsonObject } from "../values/json.ts";
import { pythonHash } from "../values/python-hash.ts";

/** All that the outputs of a step depend on, as hashes. */
export interface CacheKey {
  /** Two steps with the same hash have the same outputs. */
  hash: string;
  /** Hash of each part under its name (`module x`, `version`, `input y`, `cacheKey z`), to tell later what has changed. */
  parts: Readonly<Record<string, string>>;
}

/** Computes the key of a step from the hashes of its code, of its inputs and of what the author adds. */
export function cacheKey(
  { name }: ComponentDefinition,
  code: CacheKey["parts"],
  input: StepInput,
  extra: JsonObject,
): CacheKey {
  const parts: Record<string, string> = { ...code };
  for (const [parameter, value] of Object.entries(keyParameters(input, extra))) {
    const slash = parameter.indexOf("/");
    const kind = parameter.startsWith("cache_key/") ? "cacheKey" : "input";
    parts[`${kind} ${parameter.slice(slash + 1)}`] = pythonHash(value);
  }
  return { hash: pythonHash({ component: name, parts }), parts };
}

/** Names the parts that differ between an earlier key and the present one. */
export function changedParts(before: CacheKey["parts"], now: CacheKey["parts"]): string[] {
  const names = new Set([...Object.keys(now), ...Object.keys(before)]);
  return [...names].filter((name) => before[name] !== now[name]);
}
