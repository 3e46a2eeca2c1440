import type { ParameterSample } from "./parameter.ts";

/** Yields every way of taking one sample of each list, the last list fastest. */
export function* combinations(lists: readonly (readonly ParameterSample[])[]): Generator<ParameterSample> {
  const [first, ...others] = lists;
  if (first === undefined) {
    yield {};
    return;
  }
  for (const sample of first) {
    for (const rest of combinations(others)) {
      yield { ...sample, ...rest };
    }
  }
}
