/** Whether an artifact goes into a task or comes out of it. */
export type ArtifactMode = "input" | "output";

/** Facts about the content of an artifact. */
export interface ArtifactTypeData {
  /** Text for people to look at. */
  preview?: string;
  /** Media type of the file. */
  content_type?: string;
  data_hash?: string;
}

/** A file that a task took or made; key and mode together identify it. */
export interface ArtifactRecord {
  key: string;
  /** Name of the kind of object, such as `json`, `pandas` or `custom`. */
  type: string;
  /** @default "output" */
  mode?: ArtifactMode;
  uri?: string;
  /** sha256 of the file, in hexadecimal. */
  hash?: string;
  /** Bytes. */
  content_size?: number;
  /** Seconds since the epoch. */
  timestamp?: number;
  type_data?: ArtifactTypeData;
  /** Metadata as pairs of texts. */
  display_data?: string[][];
}

/** The key and the mode that identify an artifact of a task. */
export interface ArtifactId {
  key: string;
  /** @default "output" */
  mode?: ArtifactMode;
}
