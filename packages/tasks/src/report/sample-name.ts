import { limitKeyPart, sanitizeKeyPart } from "@clearml-ts/storage";

/** The parts of the name of a debug sample. */
export interface SampleName {
  title: string;
  series: string;
  /** How many samples of this title and series came before it. */
  count: number;
  /** Samples kept per title and series; older ones are overwritten. Below 1 all are kept. */
  history: number;
  /** Extension with its dot, such as `.png`. */
  extension: string;
}

/** Key of a debug sample below the prefix of its task; it must stay the same when the history wraps around. */
export function sampleKey(prefix: string, { title, series, count, history, extension }: SampleName): string {
  const number = String(history < 1 ? count : count % history).padStart(8, "0");
  const stem = sanitizeKeyPart(`${title}_${series}_${number}`);
  const parts = [title, series].map(sanitizeKeyPart).filter((part) => part !== "");
  return [prefix, "metrics", ...parts, `${stem}${extension}`].join("/").split("/").map(limitKeyPart).join("/");
}

/** Everything after the first dot of a file name, with that dot, as samples keep it: `image.raw.gz` → `.raw.gz`. */
export function sampleExtension(fileName: string): string {
  const dot = fileName.indexOf(".");
  return dot === -1 ? "" : fileName.slice(dot);
}
