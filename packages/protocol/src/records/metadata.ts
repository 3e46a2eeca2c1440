/** One named value attached to a model or a queue. */
export interface MetadataItem {
  key: string;
  /** How to read the value, such as `str` or `float`. */
  type: string;
  value: string;
}

/** Metadata by key, as records hold it. */
export type Metadata = Record<string, MetadataItem>;
