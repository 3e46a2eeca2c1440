const FIRST = "data";
const NUMBERED = /^data_(\d+)$/;

/** Position of an artifact among the zips of a version, from 0; undefined for other artifacts. */
export function chunkIndex(artifact: string): number | undefined {
  if (artifact === FIRST) {
    return 0;
  }
  const number = NUMBERED.exec(artifact)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** Name of the artifact for a version's next zip: `data`, then `data_001`, `data_002`. */
export function nextChunkName(artifacts: Iterable<string>): string {
  let highest = -1;
  for (const artifact of artifacts) {
    highest = Math.max(highest, chunkIndex(artifact) ?? -1);
  }
  return highest < 0 ? FIRST : `data_${String(highest + 1).padStart(3, "0")}`;
}
