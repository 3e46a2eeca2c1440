/** The part of the store of events that the stores of tasks and models use. */
export interface RecordEvents {
  /** Removes everything that tasks or models reported, and says how many events that was. */
  deleteFor(ids: readonly string[]): number;
  /** The addresses of the images that tasks or models reported. */
  imageUrls(ids: readonly string[]): string[];
}

/** Removes files of the file server in the background, and returns their paths; addresses of other places are left alone. */
export type RemoveFiles = (urls: readonly string[]) => string[];
