/**
 * Names files in a package by their ways from the folder that all of them share, with forward slashes. Where they share none, because they
 * are on several drives of Windows, the letters of these are folders in the package.
 */
export function packageNames(paths: readonly string[], platform: NodeJS.Platform = process.platform): string[] {
  const isWindows = platform === "win32";
  const parts = paths.map((path) => path.split(isWindows ? "\\" : "/"));
  const shared = sharedFolders(isWindows ? parts.map((names) => names.map((name) => name.toLowerCase())) : parts);
  return parts.map((names) =>
    names
      .slice(shared)
      .filter((name) => name !== "")
      .map((name) => (isWindows ? name.replace(":", "") : name))
      .join("/"),
  );
}

/** Counts the folders at the beginning that all paths have in common. */
function sharedFolders(paths: readonly (readonly string[])[]): number {
  const [first = [], ...others] = paths.map((names) => names.slice(0, -1));
  const end = first.findIndex((name, index) => others.some((names) => names[index] !== name));
  return end === -1 ? first.length : end;
}
