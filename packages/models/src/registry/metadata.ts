import type { Metadata, MetadataItem } from "@clearml-ts/protocol";
import { castParameter, type ParameterValue, parameterText, parameterType } from "@clearml-ts/tasks";

/** Turns values into metadata items, with the type names that Python reads them back by. */
export function metadataItems(values: Readonly<Record<string, ParameterValue>>): Metadata {
  const items = Object.entries(values).map(([key, value]): [string, MetadataItem] => {
    // Model metadata knows no element types: `list/int` is plain `list` there. The official server requires a type of
    // every item, and both languages read the empty type with an empty text as null.
    const [type = ""] = parameterType(value)?.split("/") ?? [];
    return [key, { key, value: parameterText(value, type), type }];
  });
  return Object.fromEntries(items);
}

/** Reads metadata items as values. */
export function metadataValues(metadata: Metadata = {}): Record<string, ParameterValue> {
  return Object.fromEntries(
    Object.entries(metadata).map(([key, { value, type }]) => [key, castParameter(value, type)]),
  );
}
