/** An output of an earlier step. */
export interface OutputName {
  step: string;
  /** Name of the output. */
  name: string;
}

/** The names of the outputs of functions, by the names of their steps. */
export type ReturnsByStep = ReadonlyMap<string, readonly string[]>;

/** Reads `${step.output}`, where the step is a function that names this output; undefined for every other text. */
export function outputReference(text: string, returns: ReturnsByStep): OutputName | undefined {
  const [, step = "", name = ""] = /^\$\{([^}.]+)\.([^}]+)\}$/.exec(text) ?? [];
  return returns.get(step)?.includes(name) ? { step, name } : undefined;
}
