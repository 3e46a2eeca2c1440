import { dataDirParts } from "../data-folder/data-dir.ts";

/** Where a backup says what it is; everything else in it is named as in a data folder. */
export const MANIFEST = "backup.json";

const FORMAT = "clearml-ts backup";

/** The manifest of a backup: when and by which version it was made. */
export interface BackupManifest {
  readonly format: typeof FORMAT;
  readonly version: 1;
  readonly created: string;
  /** The last migration applied to its database. */
  readonly schema: number;
  /** Whether the stored files are in it. */
  readonly files: boolean;
}

/** Describes a backup that is made now. */
export function describeBackup(facts: Pick<BackupManifest, "created" | "schema" | "files">): BackupManifest {
  return { format: FORMAT, version: 1, ...facts };
}

/** Reads what a backup says about itself; `undefined` for anything that is not one of ours, or newer than we know. */
export function parseManifest(text: string): BackupManifest | undefined {
  let read: Partial<BackupManifest> | null;
  try {
    read = JSON.parse(text);
  } catch {
    return undefined;
  }
  const isKnown = read?.format === FORMAT && read.version === 1 && typeof read.schema === "number";
  return isKnown ? (read as BackupManifest) : undefined;
}

/** Whether a name in a backup is one of those that restoring writes. */
export function belongsToBackup(name: string): boolean {
  return (
    name === MANIFEST ||
    name === dataDirParts.database ||
    name === dataDirParts.keyPair ||
    name.startsWith(`${dataDirParts.files}/`)
  );
}
