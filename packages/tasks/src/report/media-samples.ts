import { randomUUID } from "node:crypto";
import { basename } from "node:path";
import type { DebugImageEvent } from "@clearml-ts/protocol";
import { quoteUrl, type Storage } from "@clearml-ts/storage";
import { lookup } from "mrmime";
import type { KeptUploads } from "../delivery/kept-uploads.ts";
import { isDoneBefore } from "../delivery/time-limit.ts";
import { mayPass, PATIENT_RETRIES } from "../delivery/upload-failure.ts";
import type { SpoolSource } from "../journal/upload-spool.ts";
import { InvalidReportError } from "./errors.ts";
import { described, type ReportPlace } from "./report-place.ts";
import { sampleExtension, sampleKey } from "./sample-name.ts";

/** A debug sample to show: a file, content in memory, or a link to something stored elsewhere. */
export type MediaSource =
  | { path: string }
  | {
      data: Uint8Array | string;
      /** File name extension, such as `.png`. */
      extension: string;
    }
  | {
      /** Read to its end, and held in memory until it is uploaded. */
      stream: AsyncIterable<Uint8Array | string>;
      /** File name extension, such as `.png`. */
      extension: string;
    }
  | { url: string };

/** A source whose content has to be uploaded. */
export type UploadedSource = Exclude<MediaSource, { url: string }>;

/** The place that samples of a task are uploaded to. */
export interface SamplePlace {
  storage: Storage;
  /** URL below which samples are stored. */
  destination: string;
  /** Folder of the task's objects below that URL. */
  keyPrefix: string;
  /** Keeps samples on this disk that cannot be sent. @default they are not kept */
  uploads?: Pick<KeptUploads, "store" | "enqueue" | "pending"> | undefined;
}

/** A sample to upload. */
export interface SampleUpload {
  title: string;
  series: string;
  source: UploadedSource;
  /** Samples kept per title and series. @default the history that was set */
  history: number | undefined;
  /** The fields that the event of the sample begins with. */
  about: Omit<DebugImageEvent, "type" | "url" | "key">;
}

/** Samples that are kept per title and series, unless told otherwise: as many as Python keeps. */
const DEFAULT_HISTORY = 100;

/** Uploads debug samples, numbered by title and series, and knows which uploads are still under way. */
export class MediaSamples {
  readonly #place: SamplePlace;
  readonly #counts = new Map<string, number>();
  readonly #uploads = new Set<Promise<unknown>>();
  readonly #givenUp = new AbortController();
  /** URL below which samples are stored from now on. */
  destination: string;
  /** Samples that are kept per title and series from now on; below 1 all are. */
  history = DEFAULT_HISTORY;

  constructor(place: SamplePlace) {
    this.#place = place;
    this.destination = place.destination;
  }

  /**
   * Uploads a sample, and returns the event that tells of it. When the server is away, the sample is kept on disk with its event,
   * and there is nothing to return.
   */
  async upload(sample: SampleUpload): Promise<DebugImageEvent | undefined> {
    const upload = this.#upload(sample);
    this.#uploads.add(upload);
    try {
      return await upload;
    } finally {
      this.#uploads.delete(upload);
    }
  }

  /** How many uploads are under way. */
  get underWay(): number {
    return this.#uploads.size;
  }

  /** Ends the uploads that are under way, which are kept on disk then, and sends no later ones. */
  giveUp(reason: unknown): void {
    this.#givenUp.abort(reason);
  }

  /** Waits until no upload is under way; it never throws. */
  async settle(): Promise<void> {
    await Promise.allSettled(this.#uploads);
  }

  async #upload({ title, series, source, history = this.history, about }: SampleUpload) {
    const { storage, keyPrefix, uploads } = this.#place;
    const extension = "path" in source ? sampleExtension(basename(source.path)) : source.extension;
    const counter = JSON.stringify([title, series]);
    const count = this.#counts.get(counter) ?? 0;
    this.#counts.set(counter, count + 1);
    const key = sampleKey(keyPrefix, { title, series, count, history, extension });
    const url = `${this.destination.replace(/\/+$/, "")}/${key}`;
    const content = await this.#contentOf(source);
    const contentType = lookup(extension);
    const event: DebugImageEvent = { ...about, type: "training_debug_image", url: quoteUrl(url), key };
    const keep = async () => {
      const kept = await uploads?.store({
        content: { source: content, url, ...(contentType && { contentType }) },
        news: { kind: "sample", event, identity: randomUUID() },
      });
      if (kept) {
        await uploads?.enqueue(kept);
      }
      return kept !== undefined;
    };

    // Those that wait go first: they may have the same place.
    if ((uploads?.pending ?? 0) > 0 && (await keep())) {
      return undefined;
    }
    try {
      const call = { contentType, signal: this.#givenUp.signal, ...(uploads && { retries: PATIENT_RETRIES }) };
      const sending =
        content.kind === "file"
          ? storage.uploadFile(content.path, url, call)
          : storage.upload(content.bytes, url, call);
      if (!(await isDoneBefore(sending, this.#givenUp.signal))) {
        throw this.#givenUp.signal.reason;
      }
      return event;
    } catch (error) {
      const isAway = mayPass(error) || this.#givenUp.signal.aborted;
      if (isAway && (await keep())) {
        return undefined;
      }
      throw error;
    }
  }

  /** A stream is read to its end, unless the upload is given up before. */
  async #contentOf(source: UploadedSource): Promise<SpoolSource> {
    if ("path" in source) {
      return { kind: "file", path: source.path };
    }
    if ("data" in source) {
      return { kind: "bytes", bytes: Buffer.from(source.data) };
    }
    const bytes = collected(source.stream);
    if (!(await isDoneBefore(bytes, this.#givenUp.signal))) {
      throw this.#givenUp.signal.reason;
    }
    return { kind: "bytes", bytes: await bytes };
  }
}

async function collected(stream: AsyncIterable<Uint8Array | string>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) {
    chunks.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * The key of a linked sample: all of the address behind its host.
 *
 * @throws {@link InvalidReportError} when it is not a whole address.
 */
export function linkKey(place: ReportPlace, url: string): string {
  if (!URL.canParse(url)) {
    throw new InvalidReportError(place, `its url must be a whole address, not ${described(url)}`);
  }
  const { pathname, search, hash } = new URL(url);
  return pathname + search + hash;
}
