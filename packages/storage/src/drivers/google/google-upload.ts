import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { File } from "@google-cloud/storage";
import { UploadError } from "../../errors.ts";
import { cutIntoRanges } from "../cloud/byte-range.ts";
import type { UnfinishedUploads } from "../cloud/unfinished-uploads.ts";
import type { DriverUploadOptions } from "../storage-driver.ts";

const MIB = 1024 ** 2;
const MAX_WHOLE = 8 * MIB;
/** Google takes pieces of multiples of 256 KiB, one after the other. */
const PART_SIZE = 16 * MIB;

/** Answer of an upload that goes on. */
const GOES_ON = 308;
/** Answers for an upload that the store has forgotten, as it does after a week. */
const FORGOTTEN = new Set([404, 410]);

/** Everything that an upload needs besides the content. */
export interface GoogleUploadParts {
  file: File;
  url: string;
  unfinished: UnfinishedUploads;
}

/** A note about an upload in pieces. */
interface GoogleNote {
  /** Address of the upload, which is all that a piece needs. */
  session: string;
  size: number;
  contentType?: string | undefined;
  hash?: string | undefined;
  /** md5 of each piece, from before it is sent: a store may have a part of it. */
  pieces: string[];
}

/** The facts by which an upload is known to be the one that a note is about. */
type UploadFacts = Pick<GoogleNote, "size" | "contentType" | "hash">;

/** Stores content in one request, or in pieces where it is large. */
export async function uploadToGoogle(
  content: Blob,
  upload: GoogleUploadParts,
  options: DriverUploadOptions,
): Promise<void> {
  await (content.size > MAX_WHOLE ? uploadInPieces(content, upload, options) : uploadWhole(content, upload, options));
}

async function uploadWhole(content: Blob, { file }: GoogleUploadParts, options: DriverUploadOptions): Promise<void> {
  // The library checks the sum that the store sends back.
  const target = file.createWriteStream({ resumable: false, metadata: metadataOf(options) });
  const counted = async function* (source: AsyncIterable<Uint8Array>) {
    for await (const chunk of source) {
      yield chunk;
      options.onBytes?.(chunk.length);
    }
  };
  const { signal } = options;
  await pipeline(Readable.fromWeb(content.stream()), counted, target, { ...(signal && { signal }) });
}

/** The store keeps the pieces when the upload ends early: the next one to the same address goes on behind them. */
async function uploadInPieces(
  content: Blob,
  { file, url, unfinished }: GoogleUploadParts,
  options: DriverUploadOptions,
): Promise<void> {
  const { contentType, hash, signal } = options;
  const facts: UploadFacts = { size: content.size, contentType, hash };
  const earlier = await earlierUpload(url, unfinished, facts, content, signal);
  const note = earlier?.note ?? { ...facts, session: await begin(file, options), pieces: [] };
  await unfinished.note(url, note);
  try {
    await sendPieces(content, note, { url, unfinished, from: earlier?.received ?? 0, options });
  } catch (error) {
    if (!isForgotten(error)) {
      await unfinished.leave(url, note);
      throw error;
    }
    await unfinished.forget(url);
    throw new UploadError(url, "the store has forgotten what was sent.", { cause: error, transient: true });
  }
  await unfinished.forget(url);
}

async function begin(file: File, options: DriverUploadOptions): Promise<string> {
  const [session] = await file.createResumableUpload({ metadata: metadataOf(options) });
  return session;
}

function metadataOf({ contentType, hash }: DriverUploadOptions) {
  return {
    ...(contentType !== undefined && { contentType }),
    ...(hash !== undefined && { metadata: { sha256: hash } }),
  };
}

/** An earlier upload of the same content that the store has a beginning of. */
async function earlierUpload(
  url: string,
  unfinished: UnfinishedUploads,
  facts: UploadFacts,
  content: Blob,
  signal: AbortSignal | undefined,
): Promise<{ note: GoogleNote; received: number } | undefined> {
  const found: Partial<GoogleNote> | undefined = await unfinished.find(url);
  const names = ["size", "contentType", "hash"] as const;
  if (typeof found?.session !== "string" || names.some((name) => found[name] !== facts[name])) {
    return undefined;
  }
  const note = { ...facts, session: found.session, pieces: found.pieces ?? [] };
  const reply = await put(note.session, { range: `*/${facts.size}`, signal }).catch((error: unknown) => {
    if (isForgotten(error)) {
      return undefined;
    }
    throw error;
  });
  // One that is complete, which nobody was told, is sent again: the object may have been replaced since.
  const received = reply?.status === GOES_ON ? receivedBytes(reply) : 0;
  for (const { index, start, end } of cutIntoRanges(facts.size, { partSize: PART_SIZE })) {
    if (start < received && md5(await bytesOf(content, start, end)) !== note.pieces[index]) {
      return undefined;
    }
  }
  return received > 0 ? { note, received } : undefined;
}

/** How {@link sendPieces} sends. */
interface SendOptions {
  url: string;
  unfinished: UnfinishedUploads;
  /** Bytes that the store has already. */
  from: number;
  options: DriverUploadOptions;
}

async function sendPieces(
  content: Blob,
  note: GoogleNote,
  { url, unfinished, from, options: { onBytes, signal } }: SendOptions,
): Promise<void> {
  const whole = createHash("md5");
  let stored: { md5Hash?: string } = {};
  for (const { index, start, end } of cutIntoRanges(content.size, { partSize: PART_SIZE })) {
    signal?.throwIfAborted();
    const bytes = await bytesOf(content, start, end);
    whole.update(bytes);
    note.pieces[index] = md5(bytes);
    await unfinished.note(url, note);
    // The store may take less than it is sent.
    for (let at = Math.max(start, from); at < end; ) {
      const range = `${at}-${end - 1}/${content.size}`;
      const reply = await put(note.session, { range, body: bytes.subarray(at - start), signal });
      if (reply.status === GOES_ON) {
        const received = receivedBytes(reply);
        if (received <= at) {
          throw new UploadError(url, `the store took nothing from byte ${at} on.`, { transient: true });
        }
        at = received;
      } else {
        stored = (await reply.json()) as typeof stored;
        at = end;
      }
    }
    onBytes?.(bytes.length);
  }
  const sum = whole.digest("base64");
  if (stored.md5Hash !== sum) {
    throw new UploadError(url, `the store has other bytes than were sent (md5 ${stored.md5Hash} instead of ${sum}).`);
  }
}

/** Sends a request to an upload; errors carry the status, as those of the library do. */
async function put(
  session: string,
  { range, body, signal }: { range: string; body?: Uint8Array<ArrayBuffer>; signal: AbortSignal | undefined },
): Promise<Response> {
  const reply = await fetch(session, {
    method: "PUT",
    headers: { "content-range": `bytes ${range}` },
    redirect: "manual",
    ...(body && { body }),
    ...(signal && { signal }),
  });
  if (reply.status === GOES_ON) {
    await reply.body?.cancel();
  }
  if (reply.ok || reply.status === GOES_ON) {
    return reply;
  }
  throw Object.assign(new Error((await reply.text()).slice(0, 200)), { status: reply.status });
}

function isForgotten(error: unknown): boolean {
  return FORGOTTEN.has((error as { status?: number }).status ?? 0);
}

function receivedBytes({ headers }: Response): number {
  const last = /^bytes=0-(\d+)$/.exec(headers.get("range") ?? "")?.[1];
  return last === undefined ? 0 : Number(last) + 1;
}

async function bytesOf(content: Blob, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await content.slice(start, end).arrayBuffer());
}

function md5(bytes: Uint8Array): string {
  return createHash("md5").update(bytes).digest("hex");
}
