import type { ModelRecord } from "@clearml-ts/protocol";
import type { EntityFields } from "../../query/entity-fields.ts";

/** A model as stored: what is sent, and what only the server needs. */
export interface StoredModel extends ModelRecord {
  /** The owner of a model that was made public. */
  company_origin?: string;
}

/** How list queries read models. */
export const modelFields: EntityFields = {
  name: "Model",
  fields: [
    ...["id", "name", "parent", "project", "created", "task", "comment", "tags", "system_tags", "uri", "framework"],
    ...["design", "labels", "ready", "last_update", "last_change", "last_changed_by", "ui_cache", "company_origin"],
    ...["metadata", "last_iteration", "last_metrics", "unique_metrics", "company", "user"],
  ],
  inside: { design: "any", labels: "any", ui_cache: "any", metadata: "any", last_metrics: "any" },
  hidden: ["ui_cache", "company_origin", "unique_metrics"],
  patterns: ["name", "comment"],
  lists: ["id", "user", "project", "task", "parent", "tags", "system_tags", "framework", "uri", "metadata.*"],
  ranges: { created: "date", "last_metrics.*": "number", last_iteration: "number" },
  dates: ["last_update", "last_change"],
  equal: ["ready"],
  arrays: ["tags", "system_tags", "unique_metrics"],
  open: ["design", "ui_cache"],
  text: ["name", "id", "comment", "parent", "task", "project"],
  items: { metadata: 2 },
  named: ["metadata.", "last_metrics."],
  keyed: { metadata: 3 },
  numericText: ["metadata."],
  required: ["id", "name", "created", "last_update", "last_change", "ready", "last_iteration"],
  references: { company: "companies", user: "users", project: "projects", task: "tasks", parent: "models" },
};
