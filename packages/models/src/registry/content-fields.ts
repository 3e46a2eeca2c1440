import {
  checkLabels,
  type LabelEnumeration,
  type ParameterTree,
  type ParameterValue,
  toHocon,
} from "@clearml-ts/tasks";

/** The design of a model as the API takes it: text below a name of its own; objects become HOCON. */
export function designField(design: string | ParameterTree): { design: string } {
  return { design: typeof design === "string" ? design : toHocon(design as ParameterValue) };
}

/**
 * The numbers of the classes as the API takes them.
 *
 * @throws {@link InvalidValueError} when a class has no whole number.
 */
export function labelsField(labels: LabelEnumeration): Record<string, number> {
  checkLabels(labels);
  return { ...labels };
}
