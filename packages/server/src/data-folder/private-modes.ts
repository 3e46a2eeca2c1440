import { chmodSync, closeSync, existsSync, openSync, readdirSync, statSync } from "node:fs";

/** A folder that only its owner can enter. */
export const PRIVATE_FOLDER = 0o700;

/** A file that only its owner can read. */
export const PRIVATE_FILE = 0o600;

const OTHERS = 0o077;
const STICKY = 0o1000;

/**
 * Takes a file or folder from everybody but its owner, whatever the umask of this process is, and says whether others had been able to
 * read, write or enter it. What is not there is left so.
 *
 * @throws {@link Error} of the system when it belongs to another user.
 */
export function closeToOthers(path: string): boolean {
  const isOpen = isOpenToOthers(path);
  if (isOpen) {
    chmodSync(path, statSync(path).mode & 0o7777 & ~OTHERS);
  }
  return isOpen;
}

/** Makes an empty file that only this user can read, or closes one that is there to everybody else. */
export function makePrivateFile(path: string): void {
  if (!existsSync(path)) {
    closeSync(openSync(path, "a", PRIVATE_FILE));
  }
  closeToOthers(path);
}

/** Whether a folder can be closed as a whole: nobody else keeps anything in it, and it is not a folder for everybody, such as `/tmp`. */
export function holdsOnly(folder: string, isOwn: (name: string) => boolean): boolean {
  return (statSync(folder).mode & STICKY) === 0 && readdirSync(folder).every(isOwn);
}

/** Whether others can read, write or enter a file or folder; nobody can where there is none. Windows has no such bits. */
export function isOpenToOthers(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return process.platform !== "win32" && found !== undefined && (found.mode & OTHERS) !== 0;
}
