import { sep } from "node:path";

/** The files of a program, without the machinery that loaded them and whatever called that, such as the runner of its tests. */
export function ownFiles(files: readonly string[]): readonly string[] {
  const end = files.findIndex((file, index) => index > 0 && file.includes(`${sep}node_modules${sep}`));
  return end < 0 ? files : files.slice(0, end);
}
