import { isAscii } from "node:buffer";

/** The parts of an entry that its name is read from. */
interface RawName {
  generalPurposeBitFlag: number;
  fileNameRaw: Buffer;
  extraFields: { id: number; data: Buffer }[];
}

/** Reads the name of an entry. */
export type EntryNameReader = (raw: RawName) => string;

/** Makes the function that reads the names of entries as Python does; loads yauzl, which most programs have no use for. */
export async function entryNameReader(): Promise<EntryNameReader> {
  const { getFileNameLowLevel } = await import("yauzl");
  // A backslash is a letter of a name, except on Windows.
  const keepsBackslashes = process.platform !== "win32";
  return ({ generalPurposeBitFlag, fileNameRaw, extraFields }) => {
    // yauzl takes tabs and other control characters for the symbols that DOS showed in their place.
    return isAscii(fileNameRaw) && keepsBackslashes
      ? fileNameRaw.toString("latin1")
      : getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, keepsBackslashes);
  };
}
