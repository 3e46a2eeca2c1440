/** How the artifacts of a task are shown, all of it in the address. */
export interface ArtifactState {
  /** The keys of the artifacts whose files are looked into. */
  opened: readonly string[];
}

/** Reads the state from the query of an address. */
export function readArtifactState(query: string): ArtifactState {
  return { opened: [...new Set(new URLSearchParams(query).getAll("open"))] };
}

/** Writes the state as the query of an address, without a question mark; an untouched one is empty. */
export function artifactQuery({ opened }: ArtifactState): string {
  return new URLSearchParams(opened.map((key) => ["open", key])).toString();
}
