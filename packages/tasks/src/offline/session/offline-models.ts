import type { ModelRecord, RequestOf } from "@clearml-ts/protocol";
import type { OfflineModel } from "./task-file.ts";

/** The tag of a model that is a zip of several files. */
const PACKAGE = "package";

/** Describes a new model in Python's words; weights are a file of the session, or an address elsewhere. */
export function offlineModel(id: string, request: RequestOf<"models.create">): OfflineModel {
  const { name, framework, tags, comment, labels, design, metadata, uri, system_tags = [] } = request;
  return {
    id,
    init: {
      name,
      framework: framework ?? null,
      tags: [...(tags ?? [])],
      comment: comment ?? null,
      config_text: designText(design),
      config_dict: null,
      label_enumeration: labels ?? null,
    },
    weights: { ...weightsOf(uri, system_tags), update_comment: true },
    output_uri: null,
    ...(metadata && { metadata }),
  };
}

/** Gives a model other weights, tags or words. */
export function editedModel(model: OfflineModel, request: RequestOf<"models.edit">): OfflineModel {
  const { name, framework, tags, comment, labels, design, metadata, uri, system_tags = [] } = request;
  return {
    ...model,
    init: {
      ...model.init,
      ...(name !== undefined && { name }),
      ...(framework !== undefined && { framework }),
      ...(tags !== undefined && { tags: [...tags] }),
      ...(comment !== undefined && { comment }),
      ...(labels !== undefined && { label_enumeration: labels }),
      ...(design !== undefined && { config_text: designText(design) }),
    },
    ...(uri !== undefined && { weights: { ...model.weights, ...weightsOf(uri, system_tags) } }),
    ...(metadata !== undefined && { metadata }),
  };
}

/** The record of a model that only the session knows. */
export function modelRecord({ id, init, weights, metadata }: OfflineModel, task: string): ModelRecord {
  return {
    id,
    task,
    name: init.name ?? "",
    uri: weights.weights_filename ?? weights.register_uri ?? "",
    ready: false,
    labels: init.label_enumeration ?? {},
    tags: init.tags ?? [],
    system_tags: weights.is_package === true ? [PACKAGE] : [],
    ...(init.framework && { framework: init.framework }),
    ...(init.comment && { comment: init.comment }),
    ...(init.config_text && { design: { design: init.config_text } }),
    ...(metadata && { metadata }),
  };
}

function weightsOf(uri: string, systemTags: readonly string[]): OfflineModel["weights"] {
  const isElsewhere = /^[a-z][a-z\d+.-]+:\/\//i.test(uri);
  return {
    weights_filename: isElsewhere ? null : uri,
    register_uri: isElsewhere ? uri : null,
    upload_uri: null,
    target_filename: null,
    iteration: null,
    is_package: systemTags.includes(PACKAGE),
  };
}

function designText(design: Record<string, unknown> | undefined): string | null {
  const text = design?.["design"];
  return typeof text === "string" ? text : null;
}
