import type { ComponentDefinition } from "../define/component-definition.ts";
import type { StepInput } from "../steps/step-input.ts";
import { keyParameters } from "../steps/step-parameters.ts";
import { stepScript } from "../steps/step-script.ts";
import type { JsonObject } from "../values/json.ts";
import { pythonHash } from "../values/python-hash.ts";

/** What a step's outputs depend on, as hashes. */
export interface CacheKey {
  /** Two steps with the same hash have the same outputs. */
  hash: string;
  /** Hash of each part under its name (`code`, `version`, `input x`, `cacheKey y`), to tell later what has changed. */
  parts: Readonly<Record<string, string>>;
}

/** Computes the key of a step; the shape of what is hashed is that of `ClearmlJob._create_task_hash`. */
export function cacheKey(definition: ComponentDefinition, input: StepInput, extra: JsonObject): CacheKey {
  const parameters = keyParameters(input, extra);
  const parts: Record<string, string> = {
    code: pythonHash(definition.source),
    version: pythonHash(definition.version),
  };
  for (const [name, value] of Object.entries(parameters)) {
    const slash = name.indexOf("/");
    const kind = name.startsWith("cache_key/") ? "cacheKey" : "input";
    parts[`${kind} ${name.slice(slash + 1)}`] = pythonHash(value);
  }
  return { hash: pythonHash({ script: stepScript(definition), hyper_params: parameters, configs: {} }), parts };
}

/** Names the parts that differ between an earlier key and the present one. */
export function changedParts(before: CacheKey["parts"], now: CacheKey["parts"]): string[] {
  const names = new Set([...Object.keys(now), ...Object.keys(before)]);
  return [...names].filter((name) => before[name] !== now[name]);
}
