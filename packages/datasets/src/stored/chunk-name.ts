const FIRST = "data";
const NUMBERED = /^data_(\d+)$/;

/** Which of a version's zips an artifact is, from 0; undefined for artifacts that are none. */
export function chunkIndex(artifact: string): number | undefined {
  if (artifact === FIRST) {
    return 0;
  }
  const number = NUMBERED.exec(artifact)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** Name of the artifact for a version's next zip: `data`, then `data_001` and so on. */
export function nextChunkName(artifacts: Iterable<string>): string {
  let highest = -1;
  for (const artifact of artifacts) {
    highest = Math.max(highest, chunkIndex(artifact) ?? -1);
  }
  return highest < 0 ? FIRST : `data_${String(highest + 1).padStart(3, "0")}`;
}
