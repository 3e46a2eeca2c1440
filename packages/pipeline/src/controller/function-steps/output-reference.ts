/** An output of an earlier step. */
export interface OutputName {
  step: string;
  /** Name of the output. */
  name: string;
}

/** Reads `${step.output}`, where the step is a function that names this output; undefined for every other text. */
export function outputReference(text: string, returns: ReadonlyMap<string, readonly string[]>): OutputName | undefined {
  const [, step = "", name = ""] = /^\$\{([^}.]+)\.([^}]+)\}$/.exec(text) ?? [];
  return returns.get(step)?.includes(name) ? { step, name } : undefined;
}
