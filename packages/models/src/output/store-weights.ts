import { randomBytes } from "node:crypto";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, parse } from "node:path";
import { createZip } from "@clearml-ts/archive";
import { type FolderFile, listFolder, type Storage, sanitizeKeyPart } from "@clearml-ts/storage";
import { WeightsError } from "../errors.ts";

/** The weights of a model: the path of a file or of a folder, or bytes. */
export type WeightsSource = string | Uint8Array;

/** Options of storing weights. */
export interface UploadWeightsOptions {
  /** File name to store them under; bytes need one. @default the name of the file, or `model_package.zip` for a folder */
  targetName?: string;
  signal?: AbortSignal;
}

/** Weights that were stored. */
export interface StoredWeights {
  /** Address to record. */
  uri: string;
  /** Name under which the task lists the model: the file name without its extension. */
  entryName: string;
  /** Whether they are a zip of several files. */
  isPackage: boolean;
}

/**
 * Uploads weights below a task's folder; a folder becomes one uncompressed zip. Each upload has a place of its own: two
 * models may have files of one name, and a local copy of earlier weights must not pass for the later ones.
 */
export async function storeWeights(
  storage: Storage,
  folder: string,
  source: WeightsSource,
  { targetName, signal }: UploadWeightsOptions,
): Promise<StoredWeights> {
  const options = signal ? { signal } : {};
  const place = `${folder}/models/${randomBytes(6).toString("hex")}`;
  const target = (fileName: string) => `${place}/${sanitizeKeyPart(fileName)}`;
  if (typeof source !== "string") {
    if (!targetName) {
      throw new WeightsError("Weights given as bytes need a file name: pass targetName.");
    }
    const uri = await storage.upload(source, target(targetName), options);
    return { uri, entryName: parse(targetName).name, isPackage: false };
  }
  const info = await stat(source).catch((cause: unknown) => {
    throw new WeightsError(`The weights ${source} cannot be read. Check that the file is there.`, { cause });
  });
  if (!info.isDirectory()) {
    const fileName = targetName ?? basename(source);
    const uri = await storage.uploadFile(source, target(fileName), options);
    return { uri, entryName: parse(fileName).name, isPackage: false };
  }
  const fileName = targetName === undefined ? "model_package.zip" : `${targetName.replace(/\.zip$/, "")}.zip`;
  const workspace = await mkdtemp(join(tmpdir(), "clearml-model-"));
  try {
    const zip = join(workspace, "model.zip");
    await createZip(zip, await filesIn(source, options), { compress: false, ...options });
    const uri = await storage.uploadFile(zip, target(fileName), options);
    return { uri, entryName: parse(fileName).name, isPackage: true };
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
}

async function filesIn(folder: string, options: { signal?: AbortSignal }): Promise<FolderFile[]> {
  const files = await listFolder(folder, options);
  if (files.length === 0) {
    throw new WeightsError(`The folder ${folder} holds no file to make a model of.`);
  }
  return files;
}
