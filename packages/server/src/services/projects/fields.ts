import type { ProjectRecord } from "@clearml-ts/protocol";
import { textsField } from "../../fields/fields.ts";
import type { EntityFields } from "../../query/entity-fields.ts";

/** A project as stored: what is sent, and what only the server needs. */
export interface StoredProject extends ProjectRecord {
  /** The owner of a project that was made public. */
  company_origin?: string;
}

/** The fields of a request that moves records to another project; a project that is `null` takes them out of theirs. */
export const moveFields = {
  ids: textsField,
  project: { type: "string", null: "kept" },
  project_name: "string",
} as const;

/** How list queries read projects. */
export const projectFields: EntityFields = {
  name: "Project",
  fields: [
    ...["id", "name", "basename", "description", "created", "tags", "system_tags", "default_output_destination"],
    ...["last_update", "featured", "logo_url", "logo_blob", "company_origin", "parent", "path", "company", "user"],
  ],
  hidden: ["logo_blob", "company_origin", "path"],
  patterns: ["name", "basename", "description"],
  lists: ["id", "parent", "tags", "system_tags"],
  ranges: { last_update: "date" },
  arrays: ["tags", "system_tags", "path"],
  text: ["name", "id", "description"],
  required: ["id", "name", "basename", "created", "last_update", "featured"],
  references: { company: "companies", user: "users", parent: "projects" },
};
