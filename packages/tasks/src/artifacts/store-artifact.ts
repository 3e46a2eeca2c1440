import { stat } from "node:fs/promises";
import { sha256, sha256File } from "@clearml-ts/archive";
import { type ArtifactRecord, pythonJson, type StoredValue, storedForm } from "@clearml-ts/protocol";
import { type Storage, sanitizeKeyPart } from "@clearml-ts/storage";
import { ArtifactError } from "../errors.ts";
import { orRefused } from "../unwritable-value.ts";
import { cutPreview } from "./artifact-preview.ts";
import type { ArtifactBody } from "./artifact-value.ts";

/** The place where an artifact is stored, and the notes beside it. */
export interface StoreArtifactOptions {
  storage: Storage;
  /** URL of the task's folder, not yet quoted. */
  folder: string;
  /** Notes shown beside the artifact. */
  metadata?: Record<string, unknown>;
  /** Replaces the preview made from the content. */
  preview?: string;
  now: Date;
  signal?: AbortSignal;
}

/** Uploads the content of an artifact, and returns its record once the content has arrived. */
export async function storeArtifact(
  name: string,
  body: ArtifactBody,
  { storage, folder, metadata = {}, preview, now, signal }: StoreArtifactOptions,
): Promise<ArtifactRecord> {
  const { content, contentType } = body;
  const notes = [...metadataNotes(name, metadata), ...Object.entries(body.notes ?? {})];
  const common: ArtifactRecord = {
    key: name,
    type: body.type,
    timestamp: Math.floor(now.getTime() / 1000),
    type_data: {
      preview: cutPreview(preview ?? body.preview, body.type),
      ...(contentType && { content_type: contentType }),
    },
    ...(notes.length > 0 && { display_data: notes }),
  };
  if (content.kind === "link") {
    return { ...common, uri: content.url };
  }
  const url = `${folder}/artifacts/${sanitizeKeyPart(name)}/${sanitizeKeyPart(content.fileName)}`;
  const options = { ...(contentType && { contentType }), ...(signal && { signal }) };
  if (content.kind === "bytes") {
    const uri = await storage.upload(content.bytes, url, options);
    return { ...common, uri, content_size: content.bytes.byteLength, hash: sha256(content.bytes) };
  }
  const { size } = await stat(content.path);
  const hash = await sha256File(content.path);
  const uri = await storage.uploadFile(content.path, url, options);
  return { ...common, uri, content_size: size, hash };
}

/** Notes as pairs of texts: a value that is not a text is written as JSON. */
function metadataNotes(name: string, metadata: Record<string, unknown>): string[][] {
  return orRefused(
    () => {
      const plain = storedForm(metadata) as Record<string, StoredValue>;
      return Object.entries(plain).map(([key, value]) => [key, typeof value === "string" ? value : pythonJson(value)]);
    },
    (cause) => {
      const { kind, path, advice } = cause;
      return new ArtifactError(name, `cannot have ${kind} in its metadata at ${path}. ${advice}`, { cause, path });
    },
  );
}
