/** One named value attached to a model or a queue. */
export interface MetadataItem {
  key: string;
  type?: string;
  value?: string;
}

/** Metadata by key, as records hold it. */
export type Metadata = Record<string, MetadataItem>;
