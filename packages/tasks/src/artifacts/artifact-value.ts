import type { TableData } from "../table-data.ts";
import type { NumpyArray } from "./formats/numpy-array.ts";

/**
 * The values that can become an artifact.
 *
 * Plain values keep their kind: texts as text, bytes (`Uint8Array`) as bytes, other typed arrays and
 * {@link NumpyArray} as NumPy arrays, everything else as JSON. A plain object with exactly one of these keys means
 * something else: `path` a file or folder, `table` a CSV table that Python reads as a data frame, `url` a link to
 * something stored elsewhere, `json` a value that is JSON whatever it looks like.
 */
export type ArtifactValue =
  | { path: string }
  | { table: TableData }
  | { url: string }
  | { json: unknown }
  | NumpyArray
  | NodeJS.TypedArray
  | string
  | number
  | bigint
  | boolean
  | null
  | PlainObject;

/** An object that is neither a function nor a promise: what was not called or awaited has no stored form. */
type PlainObject = (object | { readonly [key: string]: unknown }) &
  NotAFunction & {
    readonly then?: string | number | bigint | boolean | null | undefined | (object & NotAFunction);
  };

type NotAFunction = { readonly [Symbol.hasInstance]?: never };

/** The content to be stored for an artifact, and how its record describes it. */
export interface ArtifactBody {
  /** Name of the kind of object, which tells Python's `artifact.get()` how to read it. */
  type: string;
  contentType?: string;
  preview: string;
  /** Hash by which a table that is followed is known to have changed. */
  dataHash?: string;
  /** Notes for the reader, stored beside those of the user. */
  notes?: Readonly<Record<string, string>>;
  content:
    | { kind: "bytes"; bytes: Uint8Array; fileName: string }
    | { kind: "file"; path: string; fileName: string }
    | { kind: "link"; url: string };
  /** Removes the files that were made for the upload only. */
  discard(): Promise<void>;
}

/** Makes the body of an artifact that is held in memory. */
export function bytesBody(
  about: Pick<ArtifactBody, "type" | "preview" | "dataHash" | "notes"> & { contentType: string },
  fileName: string,
  bytes: Uint8Array,
): ArtifactBody {
  return { ...about, content: { kind: "bytes", bytes, fileName }, discard: async () => {} };
}
