import { homedir } from "node:os";
import { posix, win32 } from "node:path";

/** The machine that a path is for. */
export interface PathMachine {
  /** @default the home folder of this user */
  home?: string;
  /** @default this platform */
  platform?: NodeJS.Platform;
}

/** The path of a `file://` address, which is not percent-encoded in ClearML, with `~` expanded; a path stays one. */
export function localPathOf(url: string, { home = homedir(), platform = process.platform }: PathMachine = {}): string {
  const path = url.replace(/^file:\/\//i, "").replace(/^~(?=[/\\]|$)/, () => home);
  return platform === "win32" ? win32.resolve(path.replace(/^\/(?=[a-z]:)/i, "")) : posix.resolve(path);
}

/** The address of a path under a scheme, which is empty for a path as it is. Addresses have forward slashes, of Windows as well. */
export function addressOfPath(scheme: string, path: string, platform: NodeJS.Platform = process.platform): string {
  return scheme + (scheme !== "" && platform === "win32" ? path.replaceAll("\\", "/") : path);
}

/** Whether a text is an address with a scheme; a path is not one, with a drive of Windows neither. */
export function isAddress(text: string): boolean {
  return /^[a-z][a-z\d+.-]+:\/\//i.test(text);
}

/** The address by which a file is recorded: a path of this machine becomes a `file://` address, as in the Python SDK. */
export function recordedAddress(urlOrPath: string, platform: NodeJS.Platform = process.platform): string {
  const paths = platform === "win32" ? win32 : posix;
  return isAddress(urlOrPath) ? urlOrPath : addressOfPath("file://", paths.resolve(urlOrPath), platform);
}
