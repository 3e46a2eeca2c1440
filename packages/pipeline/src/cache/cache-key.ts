import type { ComponentDefinition } from "../define/definition/component-definition.ts";
import type { StepInput } from "../steps/step-input.ts";
import { partsOf } from "../steps/step-parameters.ts";
import { pythonHash } from "../values/python-hash.ts";
import type { StoredValue } from "../values/stored-value.ts";

/** All that the outputs of a step depend on, as hashes. */
export interface CacheKey {
  /** Two steps with the same hash have the same outputs. */
  hash: string;
  /** Hash of each part under its name (`module x`, `version`, `image`, `input y`, `cacheKey z`), to tell later what has changed. */
  parts: Readonly<Record<string, string>>;
}

/** Computes the key of a step from the hashes of its code, of its inputs and of what the author adds. */
export function cacheKey(
  { name, docker }: ComponentDefinition,
  code: CacheKey["parts"],
  input: StepInput,
  extra: StoredValue,
): CacheKey {
  const image = docker === undefined ? {} : { image: pythonHash(docker) };
  const parts = { ...code, ...image, ...inputParts(input, extra) };
  return { hash: pythonHash({ component: name, parts }), parts };
}

/** The hash of each input, and of each part that the author adds. */
export function inputParts({ stored, artifacts }: StepInput, extra: StoredValue): Record<string, string> {
  const parts: Record<string, string> = {};
  for (const [name, part] of partsOf(stored)) {
    const artifact = artifacts.get(name);
    // Equal artifacts may be of different tasks; but their content does not tell that a model in them has other weights.
    parts[`input ${name}`] = artifact && part.objects.length === 0 ? pythonHash(artifact.hash) : part.hash;
  }
  for (const [name, part] of partsOf(extra)) {
    parts[`cacheKey ${name}`] = part.hash;
  }
  return parts;
}

/** Names the parts that differ between an earlier key and the present one. */
export function changedParts(before: CacheKey["parts"], now: CacheKey["parts"]): string[] {
  const names = new Set([...Object.keys(now), ...Object.keys(before)]);
  return [...names].filter((name) => before[name] !== now[name]);
}
