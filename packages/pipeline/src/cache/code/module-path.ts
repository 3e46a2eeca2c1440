import { posix, win32 } from "node:path";

/** Names a module by its way from a folder, with forward slashes, so that every machine gives it the same name. */
export function moduleName(folder: string, path: string, platform: NodeJS.Platform = process.platform): string {
  const paths = platform === "win32" ? win32 : posix;
  return paths.relative(folder, path).replaceAll(paths.sep, "/");
}

/** Whether a file was installed with a package, and is not a file of one's own. */
export function isInstalled(path: string, platform: NodeJS.Platform = process.platform): boolean {
  return path.includes(platform === "win32" ? "\\node_modules\\" : "/node_modules/");
}
