/** What the stores of tasks and models ask of the store of events. */
export interface RecordEvents {
  /** Removes everything that tasks or models reported. */
  deleteFor(ids: readonly string[]): void;
  /** The addresses of the images that tasks or models reported. */
  imageUrls(ids: readonly string[]): string[];
}

/** Removes files of the file server in the background; addresses of other places are left alone. */
export type RemoveFiles = (urls: readonly string[]) => void;
