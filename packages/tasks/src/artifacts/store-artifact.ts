import { stat } from "node:fs/promises";
import { sha256, sha256File } from "@clearml-ts/archive";
import { type ArtifactRecord, pythonJson, type StoredValue, storedForm } from "@clearml-ts/protocol";
import { quoteUrl, type Storage, sanitizeKeyPart } from "@clearml-ts/storage";
import type { SpoolSource } from "../journal/upload-spool.ts";
import { orRefused } from "../unwritable-value.ts";
import { cutPreview } from "./artifact-preview.ts";
import type { ArtifactBody } from "./artifact-value.ts";
import { ArtifactError } from "./errors.ts";

/** The place where an artifact is stored, and the notes beside it. */
export interface StoreArtifactOptions {
  /** URL of the task's folder, not yet quoted. */
  folder: string;
  /** Notes shown beside the artifact. */
  metadata?: Record<string, unknown>;
  /** Replaces the preview made from the content. */
  preview?: string;
  now: Date;
}

/** An artifact that is ready to be stored: its record, and its content with the place for it, unless it is a link. */
export interface PreparedArtifact {
  record: ArtifactRecord;
  content?: { source: SpoolSource; url: string; contentType?: string };
}

/** Uploads the content of an artifact, and returns its record once the content has arrived. */
export async function storeArtifact(
  name: string,
  body: ArtifactBody,
  { storage, ...place }: StoreArtifactOptions & { storage: Storage },
): Promise<ArtifactRecord> {
  const { record, content } = await prepareArtifact(name, body, place);
  if (content) {
    await uploadContent(storage, content);
  }
  return record;
}

/** Makes the record of an artifact, with the hash of its content and the address that it gets. */
export async function prepareArtifact(
  name: string,
  { content, contentType, type, preview: shown, dataHash, notes: ownNotes = {} }: ArtifactBody,
  { folder, metadata = {}, preview, now }: StoreArtifactOptions,
): Promise<PreparedArtifact> {
  const notes = [...metadataNotes(name, metadata), ...Object.entries(ownNotes)];
  const common: ArtifactRecord = {
    key: name,
    type,
    timestamp: Math.floor(now.getTime() / 1000),
    type_data: {
      preview: cutPreview(preview ?? shown, type),
      ...(contentType && { content_type: contentType }),
      ...(dataHash !== undefined && { data_hash: dataHash }),
    },
    ...(notes.length > 0 && { display_data: notes }),
  };
  if (content.kind === "link") {
    return { record: { ...common, uri: content.url } };
  }
  const url = `${folder}/artifacts/${sanitizeKeyPart(name)}/${sanitizeKeyPart(content.fileName)}`;
  const [size, hash] =
    content.kind === "bytes"
      ? [content.bytes.byteLength, sha256(content.bytes)]
      : [(await stat(content.path)).size, await sha256File(content.path)];
  return {
    record: { ...common, uri: quoteUrl(url), content_size: size, hash },
    content: { source: content, url, ...(contentType && { contentType }) },
  };
}

/** Uploads the content of an artifact to its place. */
export async function uploadContent(
  storage: Storage,
  { source, url, contentType }: NonNullable<PreparedArtifact["content"]>,
  options: { retries?: number; signal?: AbortSignal } = {},
): Promise<void> {
  const call = { ...options, ...(contentType && { contentType }) };
  await (source.kind === "bytes"
    ? storage.upload(source.bytes, url, call)
    : storage.uploadFile(source.path, url, call));
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
