import { basename } from "node:path";
import type { Storage } from "@clearml-ts/storage";
import { lookup } from "mrmime";
import { InvalidReportError } from "../errors.ts";
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
}

/** A sample to upload. */
export interface SampleUpload {
  title: string;
  series: string;
  source: UploadedSource;
  /** Samples kept per title and series. @default the history that was set */
  history: number | undefined;
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

  /** Uploads a sample; the answer says where it is. */
  async upload(sample: SampleUpload): Promise<{ url: string; key: string }> {
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

  /** Ends the uploads that are under way and refuses later ones, with the reason. */
  giveUp(reason: unknown): void {
    this.#givenUp.abort(reason);
  }

  /** Waits until no upload is under way; it never throws. */
  async settle(): Promise<void> {
    await Promise.allSettled(this.#uploads);
  }

  async #upload({
    title,
    series,
    source,
    history = this.history,
  }: SampleUpload): Promise<{ url: string; key: string }> {
    const { storage, keyPrefix } = this.#place;
    const extension = "path" in source ? sampleExtension(basename(source.path)) : source.extension;
    const counter = JSON.stringify([title, series]);
    const count = this.#counts.get(counter) ?? 0;
    this.#counts.set(counter, count + 1);
    const key = sampleKey(keyPrefix, { title, series, count, history, extension });
    const url = `${this.destination.replace(/\/+$/, "")}/${key}`;
    const contentType = lookup(extension);
    const options = { signal: this.#givenUp.signal, ...(contentType && { contentType }) };
    const stored =
      "path" in source
        ? await storage.uploadFile(source.path, url, options)
        : await storage.upload("stream" in source ? await collected(source.stream) : source.data, url, options);
    return { url: stored, key };
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
