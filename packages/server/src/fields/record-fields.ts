/** Declarations of parts that requests of several services hold. */

/** An item of the metadata of a model or a queue. */
const metadataItem = { type: "object", fields: { key: "string!", type: "string!", value: "string!" } } as const;

/** An item that is written by its key. */
const keyedItem = {
  ...metadataItem,
  fields: { ...metadataItem.fields, key: { type: "string!", minLength: 1 } },
} as const;

/** Metadata by key. */
export const metadataField = { type: "object", values: metadataItem } as const;

/** Metadata items to write. */
export const metadataItemsField = { type: "list!", items: keyedItem, minItems: 1 } as const;

/** Metrics to read, each with all its variants or with some. */
export const metricsField = {
  type: "list",
  items: { type: "object", fields: { metric: "string!", variants: "string[]" } },
} as const;

const numbers = { type: "list", items: "number" } as const;

/** Measurements of the machine of a worker or of a container. */
export const machineStatsField = {
  type: "object",
  fields: {
    cpu_usage: numbers,
    gpu_usage: numbers,
    cpu_temperature: numbers,
    gpu_temperature: numbers,
    gpu_memory_free: numbers,
    gpu_memory_used: numbers,
    memory_used: "number",
    memory_free: "number",
    network_tx: "number",
    network_rx: "number",
    disk_free_home: "number",
    disk_free_temp: "number",
    disk_read: "number",
    disk_write: "number",
  },
} as const;

/** A period in seconds since the epoch, and the length of its parts. */
export const periodFields = {
  from_date: { type: "number!", minimum: 0 },
  to_date: { type: "number!", minimum: 0 },
  interval: { type: "integer!", minimum: 1 },
} as const;

/** Tags that others must go with. */
export const tagFilterField = { type: "object", fields: { tags: "string[]", system_tags: "string[]" } } as const;
