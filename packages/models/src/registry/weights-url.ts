import { resolve } from "node:path";

/** The address of weights as models record it: a path of this machine becomes one, as in Python. */
export function weightsUrl(urlOrPath: string): string {
  return /^[a-z][a-z\d+.-]+:\/\//i.test(urlOrPath) ? urlOrPath : `file://${resolve(urlOrPath)}`;
}

/** The last part of an address, decoded: the name of the file. */
export function fileNameOf(url: string): string {
  const name = url.split(/[?#]/)[0]?.split("/").at(-1) ?? "";
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
