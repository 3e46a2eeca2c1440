/** The last part of an address, decoded: the name of the file. Python records files of Windows with the backslashes of their paths. */
export function fileNameOf(url: string): string {
  const separator = /^file:\/+[a-z]:\\/i.test(url) ? /[\\/]/ : "/";
  const name = url.split(/[?#]/)[0]?.split(separator).at(-1) ?? "";
  try {
    return decodeURIComponent(name);
  } catch {
    // A lone percent sign belongs to the name.
    return name;
  }
}

/** A file name without its last extension. */
export function fileStem(fileName: string): string {
  return fileName.replace(/\.[^.]*$/, "");
}
