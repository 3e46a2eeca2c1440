import { randomBytes } from "node:crypto";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { recordedAddress, type Storage, sanitizeKeyPart } from "@clearml-ts/storage";
import { WeightsError } from "../errors.ts";
import { fileNameOf, fileStem } from "../registry/weights-url.ts";
import { filesTogether, filesWithin } from "./package-files.ts";
import { withPackage, withSpooled } from "./workspace.ts";

/**
 * The weights of a model: the path of a file or of a folder, the paths of several files, bytes, a stream of bytes, or the
 * `url` of something that is stored elsewhere.
 */
export type WeightsSource =
  | string
  | readonly string[]
  | Uint8Array
  | AsyncIterable<Uint8Array>
  | {
      /** Address that is recorded as it is. */
      url: string;
    };

/** Options of storing weights. */
export interface StoreWeightsOptions {
  /**
   * File name to store them under; bytes and streams need one. @default the name of the file, or `model_package.zip` for
   * folders and several files
   */
  targetName?: string;
  signal?: AbortSignal;
}

/** Weights that were stored. */
export interface StoredWeights {
  /** Address to record. */
  uri: string;
  fileName: string;
  /** Whether they are a zip of several files. */
  isPackage: boolean;
}

/**
 * Uploads weights below a folder; several files become one uncompressed zip. Each upload has a place of its own: two
 * models may have files of one name, and a local copy of earlier weights must not pass for the later ones.
 *
 * @throws {@link WeightsError} when they cannot be read, or have no name.
 */
export async function storeWeights(
  storage: Storage,
  folder: string,
  source: WeightsSource,
  { targetName, signal }: StoreWeightsOptions,
): Promise<StoredWeights> {
  const options = signal ? { signal } : {};
  const place = `${folder}/models/${randomBytes(6).toString("hex")}`;
  const addressOf = (fileName: string) => `${place}/${sanitizeKeyPart(fileName)}`;
  const storeFile = async (path: string, fileName: string, isPackage = false) => {
    const uri = await storage.uploadFile(path, addressOf(fileName), options);
    return { uri, fileName, isPackage };
  };
  const packageName = targetName === undefined ? "model_package.zip" : `${targetName.replace(/\.zip$/, "")}.zip`;

  if (typeof source === "string") {
    return (await isFolder(source))
      ? await withPackage(await filesWithin(source, options), options, (zip) => storeFile(zip, packageName, true))
      : await storeFile(source, targetName ?? basename(source));
  }
  if (isPaths(source)) {
    return await withPackage(await filesTogether(source), options, (zip) => storeFile(zip, packageName, true));
  }
  if ("url" in source) {
    const uri = recordedAddress(source.url);
    return { uri, fileName: fileNameOf(uri), isPackage: false };
  }
  if (!(source instanceof Uint8Array || Symbol.asyncIterator in source)) {
    throw new WeightsError(
      "Weights are a path, a list of paths, bytes, a stream or { url }: this object is none of them.",
    );
  }
  if (!targetName) {
    throw new WeightsError("Weights given as bytes or as a stream need a file name: pass targetName.");
  }
  if (source instanceof Uint8Array) {
    const uri = await storage.upload(source, addressOf(targetName), options);
    return { uri, fileName: targetName, isPackage: false };
  }
  return await withSpooled(source, options, (path) => storeFile(path, targetName));
}

/** Name under which a task lists a model: that of the file without its extension. */
export function entryNameOf({ fileName }: StoredWeights, otherwise: string): string {
  return fileStem(fileName) || otherwise;
}

function isPaths(source: Exclude<WeightsSource, string>): source is readonly string[] {
  return Array.isArray(source);
}

async function isFolder(path: string): Promise<boolean> {
  const info = await stat(path).catch((cause: unknown) => {
    throw new WeightsError(`The weights ${path} cannot be read. Check that the file is there.`, { cause });
  });
  return info.isDirectory();
}
