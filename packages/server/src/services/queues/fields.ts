import type { EntityFields } from "../../query/entity-fields.ts";

/** How list queries read queues. */
export const queueFields: EntityFields = {
  name: "Queue",
  fields: [
    ...["id", "name", "display_name", "created", "tags", "system_tags", "entries", "last_update", "metadata"],
    ...["resources", "company", "user"],
  ],
  inside: { entries: ["task", "added"], metadata: "any", resources: ["cpu_usage", "gpu_usage"] },
  patterns: ["name"],
  lists: ["id", "tags", "system_tags", "metadata.*"],
  arrays: ["tags", "system_tags", "entries"],
  keyed: { metadata: 3 },
  numericText: ["metadata."],
  required: ["id", "name", "created"],
  references: { company: "companies", "entries.task": "tasks" },
};
