/** Neither the call nor its answer has fields. */
export type NoFields = Record<string, never>;

/** How many records a call changed. */
export interface UpdatedReply {
  updated: number;
}

/** How many records a call changed, and what they were changed to. */
export interface ChangeReply extends UpdatedReply {
  /** The values that were written; keys may be dotted paths. */
  fields?: Record<string, unknown>;
}

/** Files that belonged to something that was deleted or reset. */
export interface FileUrls {
  model_urls?: string[];
  event_urls?: string[];
  artifact_urls?: string[];
}

/** Room that a deletion freed; only the embedded server says so. */
export interface FreedSpace {
  /** Records and events that were deleted from the database. */
  rows: number;
  /** Files of the file server that are removed, within two minutes. */
  files: number;
  /** Bytes of these files. */
  bytes: number;
}

/** Asks for something to be done to several records, each on its own. */
export interface BatchRequest {
  ids: readonly string[];
}

/** One record that a batch changed. */
export interface ChangedItem extends ChangeReply {
  id: string;
}

/** Adds and removes tags of several records. */
export interface UpdateTagsRequest {
  ids: readonly string[];
  /** At least one of the two lists holds a tag. */
  add_tags?: readonly string[];
  remove_tags?: readonly string[];
}

/** Moves records to a project given by id or by name; an unknown name makes a project. */
export interface MoveRequest {
  ids: readonly string[];
  /** The project to move to; `null` takes the records out of theirs. */
  project?: string | null;
  project_name?: string;
}

/** The project something went to, `null` when it is in none now. */
export interface MoveReply {
  project_id: string | null;
}
