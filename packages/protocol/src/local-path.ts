import { ClearMLError } from "./errors.ts";

/** Thrown when an id, name or path that came from outside cannot become a path inside the folder it belongs to. */
export class UnsafePathError extends ClearMLError {
  override name = "UnsafePathError";

  constructor(
    /** Kind of text it is, as in `dataset id` or `archive entry`. */
    readonly kind: string,
    /** The text as it came. */
    readonly path: string,
    options?: ErrorOptions,
  ) {
    super(
      `The ${kind} ${JSON.stringify(path)} is refused: on this machine it is not the name of a file inside the folder it belongs to.`,
      options,
    );
  }
}

/** Longest name that common file systems take: bytes of UTF-8, on Windows UTF-16 units. */
const MAX_LENGTH = 255;

// biome-ignore lint/suspicious/noControlCharactersInRegex: Windows refuses exactly these
const FORBIDDEN_ON_WINDOWS = /[\u0000-\u001f<>:"/\\|?*]|[. ]$/;
/** Names of devices, whatever ending they have. */
const WINDOWS_DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³]) *(?:\.|$)/i;

/** Tells whether a text can be the name of one file or folder, and of nothing outside the folder it is put into. */
export function isFileName(text: string, platform: NodeJS.Platform = process.platform): boolean {
  if (text === "" || text === "." || text === ".." || /[/\0]/.test(text)) {
    return false;
  }
  if (platform === "win32") {
    return text.length <= MAX_LENGTH && !FORBIDDEN_ON_WINDOWS.test(text) && !WINDOWS_DEVICE.test(text);
  }
  return Buffer.byteLength(text) <= MAX_LENGTH;
}

/** Tells whether a text names a file below a folder: names that {@link isFileName} takes, joined by forward slashes. */
export function isPathInside(text: string, platform: NodeJS.Platform = process.platform): boolean {
  return text.split("/").every((name) => isFileName(name, platform));
}

/**
 * Returns an id that is about to become part of a file's name. It has to be a name on every platform, so that what is
 * refused does not depend on the machine.
 *
 * @throws {@link UnsafePathError} when it is not.
 */
export function requireIdForPath(kind: string, id: string): string {
  if (!isFileName(id, "win32") || !isFileName(id, "linux")) {
    throw new UnsafePathError(kind, id);
  }
  return id;
}

/**
 * Returns a relative path that came from outside.
 *
 * @throws {@link UnsafePathError} when it would lead out of the folder that it is joined to.
 */
export function requirePathInside(kind: string, path: string, platform: NodeJS.Platform = process.platform): string {
  if (!isPathInside(path, platform)) {
    throw new UnsafePathError(kind, path);
  }
  return path;
}
