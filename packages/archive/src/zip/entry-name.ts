import { getFileNameLowLevel } from "yauzl";

/** The parts of an entry that its name is read from. */
interface RawName {
  generalPurposeBitFlag: number;
  fileNameRaw: Buffer;
  extraFields: { id: number; data: Buffer }[];
}

/** Reads the name of an entry as Python does. */
export function decodeEntryName({ generalPurposeBitFlag, fileNameRaw, extraFields }: RawName): string {
  // A backslash is a letter of a name, except on Windows.
  const keepsBackslashes = process.platform !== "win32";
  // yauzl takes tabs and other control characters for the symbols that DOS showed in their place.
  const isAscii = fileNameRaw.every((byte) => byte < 0x80);
  return isAscii && keepsBackslashes
    ? fileNameRaw.toString("latin1")
    : getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, keepsBackslashes);
}
