import type { RequestOf } from "@clearml-ts/protocol";
import type { LabelEnumeration, ParameterTree, ParameterValue } from "@clearml-ts/tasks";
import { designField, labelsField } from "./content-fields.ts";
import type { Framework } from "./framework.ts";
import { metadataItems } from "./metadata.ts";

/** Description of a model, besides its name and weights. */
export interface ModelDescription {
  /** @default the one that the file name of the weights tells, if any */
  framework?: Framework;
  /** Number of each class by its name; numbers are unique. */
  labels?: LabelEnumeration;
  /** Description of how the model is built: text, or an object that is stored as HOCON. */
  design?: string | ParameterTree;
  tags?: readonly string[];
  /** Notes by key. */
  metadata?: Readonly<Record<string, ParameterValue>>;
  comment?: string;
}

/**
 * The description as requests carry it; what is not given is left out.
 *
 * @throws {@link InvalidValueError} when a class has no whole number.
 */
export function descriptionFields({
  framework,
  labels,
  design,
  tags,
  metadata,
  comment,
}: ModelDescription): Partial<RequestOf<"models.create">> {
  return {
    ...(framework && { framework }),
    ...(labels && { labels: labelsField(labels) }),
    ...(design !== undefined && { design: designField(design) }),
    ...(tags && { tags }),
    ...(metadata && { metadata: metadataItems(metadata) }),
    ...(comment !== undefined && { comment }),
  };
}
