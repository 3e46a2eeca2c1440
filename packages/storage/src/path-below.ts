import { posix, win32 } from "node:path";

/**
 * Names a file by its way from a folder around it, with forward slashes, as it is called in stores and archives; undefined when it is not
 * below the folder. On Windows, what is on another drive is not below it either.
 */
export function pathBelow(
  folder: string,
  path: string,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const paths = platform === "win32" ? win32 : posix;
  const way = paths.relative(folder, path);
  const names = way.split(paths.sep);
  return way === "" || names[0] === ".." || paths.isAbsolute(way) ? undefined : names.join("/");
}
