import { readFile } from "node:fs/promises";
import type * as Sdk from "@google-cloud/storage";
import type { Storage as GoogleClient, StorageOptions as GoogleOptions } from "@google-cloud/storage";
import { UnsupportedSchemeError } from "../../errors.ts";
import { createCloudDriver } from "../cloud/cloud-driver.ts";
import type { CloudStore } from "../cloud/cloud-store.ts";
import { loadLibrary } from "../cloud/load-library.ts";
import type { UnfinishedUploads } from "../cloud/unfinished-uploads.ts";
import type { StorageDriver } from "../storage-driver.ts";
import { findGooglePlace, type GooglePlace } from "./google-place.ts";
import type { GoogleAccess, GoogleSettings } from "./google-settings.ts";
import { uploadToGoogle } from "./google-upload.ts";

/** The library that speaks to Google Cloud Storage. */
const LIBRARY = "@google-cloud/storage";

/** Makes the driver for `gs://` addresses. */
export function createGoogleDriver(settings: GoogleSettings, unfinished: UnfinishedUploads): StorageDriver {
  return createCloudDriver("gs://", () => openGoogleStore(settings, unfinished));
}

function openGoogleStore(settings: GoogleSettings, unfinished: UnfinishedUploads): CloudStore {
  const clients = new Map<string, Promise<GoogleClient>>();

  async function reach(url: string): Promise<{ client: GoogleClient; place: GooglePlace }> {
    const place = findGooglePlace(url, settings);
    const sdk = await loadLibrary<typeof Sdk>(LIBRARY, url);
    const { project, credentialsJson, endpoint } = place.access;
    const key = JSON.stringify([project, credentialsJson, endpoint]);
    const client = clients.get(key) ?? clientOptions(place.access).then((options) => new sdk.Storage(options));
    clients.set(key, client);
    return { client: await client, place };
  }

  return {
    async object(url) {
      const { client, place } = await reach(url);
      if (place.name === "") {
        // A bucket is not an object.
        throw new UnsupportedSchemeError(url);
      }
      const file = client.bucket(place.bucket).file(place.name);
      return {
        name: place.name,
        async head() {
          const [{ size, generation, metadata }] = await file.getMetadata();
          const hash = metadata?.["sha256"];
          return { size: Number(size), version: String(generation), hash: hash ? String(hash) : undefined };
        },
        async read({ start, end }, version, signal) {
          const generation = version === undefined ? {} : { generation: Number(version) };
          const source = client.bucket(place.bucket).file(place.name, generation);
          const stream = source.createReadStream({ start, end: end - 1, validation: false });
          signal.addEventListener("abort", () => stream.destroy(signal.reason as Error), { once: true });
          const chunks: Buffer[] = [];
          for await (const chunk of stream) {
            chunks.push(chunk as Buffer);
          }
          return Buffer.concat(chunks);
        },
        write: async (content, options) => await uploadToGoogle(content, { file, url, unfinished }, options),
        async remove() {
          await file.delete();
        },
      };
    },

    async *list(url, signal) {
      const { client, place } = await reach(url);
      const pages = client.bucket(place.bucket).getFilesStream({ prefix: place.name });
      for await (const { name, metadata } of pages as AsyncIterable<Sdk.File>) {
        signal?.throwIfAborted();
        const hash = metadata.metadata?.["sha256"];
        yield {
          url: `gs://${place.bucket}/${name}`,
          name,
          size: Number(metadata.size),
          hash: hash ? String(hash) : undefined,
        };
      }
    },

    statusOf(error) {
      const { code, status } = Object(error) as { code?: unknown; status?: unknown };
      const number = Number(typeof code === "number" ? code : (status ?? Number.NaN));
      return number >= 100 && number < 600 ? number : undefined;
    },
  };
}

/** The key file by its path, or its content by itself, as Python takes either. */
async function clientOptions({ project, credentialsJson, endpoint }: GoogleAccess): Promise<GoogleOptions> {
  const options: GoogleOptions = { ...(project && { projectId: project }), ...(endpoint && { apiEndpoint: endpoint }) };
  if (!credentialsJson) {
    return options;
  }
  const text = /^\s*\{/.test(credentialsJson) ? credentialsJson : await readFile(credentialsJson, "utf8");
  return { ...options, credentials: JSON.parse(text) as NonNullable<GoogleOptions["credentials"]> };
}
