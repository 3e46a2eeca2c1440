import { createHash } from "node:crypto";
import type * as Sdk from "@aws-sdk/client-s3";
import type { CompletedPart, S3Client } from "@aws-sdk/client-s3";
import { UploadError } from "../../errors.ts";
import { sendParts } from "../cloud/send-parts.ts";
import type { UnfinishedUploads } from "../cloud/unfinished-uploads.ts";
import type { DriverUploadOptions } from "../storage-driver.ts";
import type { S3Place } from "./s3-place.ts";
import type { S3Settings } from "./s3-settings.ts";

const MIB = 1024 ** 2;
/** Limits of Amazon. */
const MIN_PART = 5 * MIB;
const MAX_PARTS = 10_000;
/** More than this is not held in memory, whatever is configured. */
const MAX_WHOLE = 64 * MIB;

/** Errors of a store that has thrown the pieces away meanwhile, as it may after some days. */
const FORGOTTEN = new Set(["NoSuchUpload", "InvalidPart"]);

/** Everything that an upload needs besides the content. */
export interface S3UploadParts {
  sdk: typeof Sdk;
  client: S3Client;
  place: S3Place;
  url: string;
  settings: S3Settings;
  unfinished: UnfinishedUploads;
}

/** A note about an upload in pieces: the pieces that the store has, by their number. */
interface S3Note {
  uploadId: string;
  size: number;
  partSize: number;
  /** Facts that the object got when the upload was begun. */
  contentType?: string | undefined;
  hash?: string | undefined;
  parts: Record<string, { md5: string; etag: string }>;
}

/** The facts by which an upload is known to be the one that a note is about. */
type UploadFacts = Pick<S3Note, "size" | "partSize" | "contentType" | "hash">;

/** Stores content in one request, or in pieces where it is large. */
export async function uploadToS3(content: Blob, upload: S3UploadParts, options: DriverUploadOptions): Promise<void> {
  const threshold = Math.min(Math.max(upload.settings.multipartThreshold ?? 8 * MIB, MIN_PART), MAX_WHOLE);
  await (content.size >= threshold ? uploadInParts(content, upload, options) : uploadWhole(content, upload, options));
}

/** The parameters that every request has that begins an object. */
function parametersOf({ place: { bucket, key, access } }: S3UploadParts, { contentType, hash }: DriverUploadOptions) {
  return {
    Bucket: bucket,
    Key: key,
    ...(contentType !== undefined && { ContentType: contentType }),
    ...(hash !== undefined && { Metadata: { sha256: hash } }),
    ...access.extraArgs,
  };
}

async function uploadWhole(content: Blob, upload: S3UploadParts, options: DriverUploadOptions): Promise<void> {
  const bytes = Buffer.from(await content.arrayBuffer());
  const command = new upload.sdk.PutObjectCommand({
    ...parametersOf(upload, options),
    Body: bytes,
    ContentMD5: createHash("md5").update(bytes).digest("base64"),
  });
  await upload.client.send(command, { ...(options.signal && { abortSignal: options.signal }) });
  options.onBytes?.(bytes.length);
}

/** Pieces stay in the store when the upload ends early: the next one to the same address goes on with them. */
async function uploadInParts(content: Blob, upload: S3UploadParts, options: DriverUploadOptions): Promise<void> {
  const { sdk, client, place, url, settings, unfinished } = upload;
  const object = { Bucket: place.bucket, Key: place.key };
  const partSize = Math.max(MIN_PART, settings.partSize ?? 8 * MIB);
  const facts: UploadFacts = { size: content.size, partSize, contentType: options.contentType, hash: options.hash };
  const earlier = await earlierNote(url, unfinished, facts);
  const note: S3Note = earlier ?? { ...facts, uploadId: await begin(upload, options), parts: {} };
  await unfinished.note(url, note);
  let noting = Promise.resolve();
  try {
    await sendParts(
      content,
      async ({ index, bytes, md5 }, signal) => {
        const command = new sdk.UploadPartCommand({
          ...object,
          UploadId: note.uploadId,
          PartNumber: index + 1,
          Body: bytes,
          ContentMD5: Buffer.from(md5, "hex").toString("base64"),
        });
        const { ETag: etag = "" } = await client.send(command, { abortSignal: signal });
        note.parts[index + 1] = { md5, etag };
        // One note after the other: a later one has all that an earlier one has.
        noting = noting.then(() => unfinished.note(url, note));
        await noting;
      },
      {
        partSize,
        maxParts: MAX_PARTS,
        concurrency: place.access.multipart === false ? 1 : (settings.maxConcurrency ?? 8),
        has: ({ index, md5 }) => note.parts[index + 1]?.md5 === md5,
        onBytes: options.onBytes,
        signal: options.signal,
      },
    );
    const command = new sdk.CompleteMultipartUploadCommand({
      ...object,
      UploadId: note.uploadId,
      MultipartUpload: { Parts: completedParts(note) },
    });
    await client.send(command, { ...(options.signal && { abortSignal: options.signal }) });
  } catch (cause) {
    if (!FORGOTTEN.has((cause as Error).name)) {
      await noting.catch(() => {}).then(() => unfinished.leave(url, note));
      throw cause;
    }
    await unfinished.forget(url);
    throw new UploadError(url, "the store has forgotten the pieces that were sent.", { cause, transient: true });
  }
  await unfinished.forget(url);
}

async function begin(upload: S3UploadParts, options: DriverUploadOptions): Promise<string> {
  const { sdk, client, url } = upload;
  const command = new sdk.CreateMultipartUploadCommand(parametersOf(upload, options));
  const { UploadId } = await client.send(command, { ...(options.signal && { abortSignal: options.signal }) });
  if (UploadId === undefined) {
    throw new UploadError(url, "the store did not name the upload in pieces that it began.");
  }
  return UploadId;
}

/** The note about an earlier upload of such an object in such pieces; whether the pieces are equal is seen by their hashes. */
async function earlierNote(
  url: string,
  unfinished: UnfinishedUploads,
  facts: UploadFacts,
): Promise<S3Note | undefined> {
  const note: Partial<S3Note> | undefined = await unfinished.find(url);
  const names = ["size", "partSize", "contentType", "hash"] as const;
  const isSame = names.every((name) => note?.[name] === facts[name]);
  return isSame && typeof note?.uploadId === "string" ? { ...(note as S3Note), parts: note.parts ?? {} } : undefined;
}

function completedParts({ parts }: S3Note): CompletedPart[] {
  return Object.entries(parts)
    .map(([number, { etag }]) => ({ PartNumber: Number(number), ETag: etag }))
    .sort((a, b) => a.PartNumber - b.PartNumber);
}
