import { isInstalled } from "../../cache/code/module-path.ts";

/** The files of a program, without the machinery that loaded them and whatever called that, such as the runner of its tests. */
export function ownFiles(files: readonly string[]): readonly string[] {
  const end = files.findIndex((file, index) => index > 0 && isInstalled(file));
  return end < 0 ? files : files.slice(0, end);
}
