/** The things that a deletion frees: rows at once, files of the file server some time after. */
export interface FreedRecords {
  /** Records and events. */
  readonly rows: number;
  /** Where on the file server the files are. */
  readonly paths: readonly string[];
}

/** Adds up what several deletions free. */
export function addFreed(all: readonly FreedRecords[]): FreedRecords {
  return {
    rows: all.reduce((total, { rows }) => total + rows, 0),
    paths: [...new Set(all.flatMap(({ paths }) => paths))],
  };
}
