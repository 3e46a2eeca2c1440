import { createHash } from "node:crypto";
import type * as Sdk from "@azure/storage-blob";
import type { BlobServiceClient, BlockBlobClient } from "@azure/storage-blob";
import { UnsupportedSchemeError } from "../../errors.ts";
import { createCloudDriver } from "../cloud/cloud-driver.ts";
import type { CloudStore } from "../cloud/cloud-store.ts";
import { loadLibrary } from "../cloud/load-library.ts";
import { sendParts } from "../cloud/send-parts.ts";
import type { DriverUploadOptions, StorageDriver } from "../storage-driver.ts";
import { type AzurePlace, findAzurePlace } from "./azure-place.ts";
import type { AzureSettings } from "./azure-settings.ts";

/** The library that speaks to Azure. */
const LIBRARY = "@azure/storage-blob";
/** The library that finds out who a program is to Azure. */
const IDENTITY_LIBRARY = "@azure/identity";
const MIB = 1024 ** 2;
const PART_SIZE = 8 * MIB;
/** Blocks that Azure takes for one blob. */
const MAX_PARTS = 50_000;

/** Makes the driver for `azure://` addresses. */
export function createAzureDriver(settings: AzureSettings): StorageDriver {
  return createCloudDriver("azure://", () => openAzureStore(settings));
}

function openAzureStore(settings: AzureSettings): CloudStore {
  const clients = new Map<string, Promise<BlobServiceClient>>();

  async function reach(url: string): Promise<{ client: BlobServiceClient; place: AzurePlace }> {
    const place = findAzurePlace(url, settings);
    const sdk = await loadLibrary<typeof Sdk>(LIBRARY, url);
    const { accountName, accountKey, useDefaultCredential = false } = place.access;
    const key = JSON.stringify([place.endpoint, accountName, accountKey, useDefaultCredential]);
    const client = clients.get(key) ?? openClient(sdk, place, url);
    clients.set(key, client);
    client.catch(() => clients.delete(key));
    return { client: await client, place };
  }

  return {
    async object(url) {
      const { client, place } = await reach(url);
      if (place.blob === "") {
        // A container is not an object.
        throw new UnsupportedSchemeError(url);
      }
      const blob = client.getContainerClient(place.container).getBlockBlobClient(place.blob);
      return {
        name: place.blob,
        async head(signal) {
          const found = await blob.getProperties({ ...(signal && { abortSignal: signal }) });
          return { size: found.contentLength ?? 0, version: found.etag, hash: found.metadata?.["sha256"] };
        },
        async read({ start, end }, version, signal) {
          const conditions = version === undefined ? {} : { conditions: { ifMatch: version } };
          return await blob.downloadToBuffer(start, end - start, { abortSignal: signal, ...conditions });
        },
        write: async (content, options) => await uploadToAzure(content, blob, { settings, options }),
        async remove(signal) {
          await blob.delete({ ...(signal && { abortSignal: signal }) });
        },
      };
    },

    async *list(url, signal) {
      const { client, place } = await reach(url);
      const blobs = client.getContainerClient(place.container).listBlobsFlat({
        prefix: place.blob,
        includeMetadata: true,
        ...(signal && { abortSignal: signal }),
      });
      for await (const { name, properties, metadata } of blobs) {
        yield { url: `${place.base}/${name}`, name, size: properties.contentLength, hash: metadata?.["sha256"] };
      }
    },

    statusOf: (error) => (Object(error) as { statusCode?: number }).statusCode,
  };
}

/** Makes the client of an account. As in Python, the default credential counts where both are configured. */
async function openClient(sdk: typeof Sdk, { endpoint, access }: AzurePlace, url: string): Promise<BlobServiceClient> {
  const { accountName, accountKey = "", useDefaultCredential = false } = access;
  if (!useDefaultCredential) {
    return new sdk.BlobServiceClient(endpoint, new sdk.StorageSharedKeyCredential(accountName, accountKey));
  }
  const { DefaultAzureCredential } = await loadLibrary<IdentityLibrary>(IDENTITY_LIBRARY, url);
  return new sdk.BlobServiceClient(endpoint, new DefaultAzureCredential());
}

/** The part of the library that is used here. */
interface IdentityLibrary {
  DefaultAzureCredential: new () => BlobServiceClient["credential"];
}

/** The settings and options of an upload. */
interface AzureUpload {
  settings: AzureSettings;
  options: DriverUploadOptions;
}

/** Stores content in one request, or in blocks where it is large. */
async function uploadToAzure(content: Blob, blob: BlockBlobClient, upload: AzureUpload): Promise<void> {
  const { contentType, hash, onBytes, signal } = upload.options;
  const facts = {
    ...(contentType !== undefined && { blobHTTPHeaders: { blobContentType: contentType } }),
    ...(hash !== undefined && { metadata: { sha256: hash } }),
    ...(signal && { abortSignal: signal }),
  };
  if (content.size > PART_SIZE) {
    await blob.commitBlockList(await stageBlocks(content, blob, upload), facts);
    return;
  }
  const bytes = Buffer.from(await content.arrayBuffer());
  const blobContentMD5 = createHash("md5").update(bytes).digest();
  await blob.upload(bytes, bytes.length, { ...facts, blobHTTPHeaders: { ...facts.blobHTTPHeaders, blobContentMD5 } });
  onBytes?.(bytes.length);
}

/**
 * Sends the blocks that Azure does not have yet, and returns the names of all in order. A block is named by its place
 * and its md5, so those of an upload that was ended are found again without a note about it.
 */
async function stageBlocks(
  content: Blob,
  blob: BlockBlobClient,
  { settings, options: { onBytes, signal } }: AzureUpload,
): Promise<string[]> {
  const staged = await stagedBlocks(blob, signal);
  const names: string[] = [];
  await sendParts(
    content,
    async ({ index, bytes, md5 }, abortSignal) => {
      const transactionalContentMD5 = Buffer.from(md5, "hex");
      await blob.stageBlock(blockName(index, md5), bytes, bytes.length, { transactionalContentMD5, abortSignal });
    },
    {
      partSize: PART_SIZE,
      maxParts: MAX_PARTS,
      concurrency: settings.maxConnections || 8,
      has: ({ index, md5 }) => {
        names[index] = blockName(index, md5);
        return staged.has(blockName(index, md5));
      },
      onBytes,
      signal,
    },
  );
  return names;
}

function blockName(index: number, md5: string): string {
  return Buffer.from(`${String(index).padStart(6, "0")}-${md5}`).toString("base64");
}

async function stagedBlocks(blob: BlockBlobClient, signal: AbortSignal | undefined): Promise<Set<string>> {
  try {
    const list = await blob.getBlockList("uncommitted", { ...(signal && { abortSignal: signal }) });
    return new Set(list.uncommittedBlocks?.map(({ name }) => name));
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 404) {
      return new Set();
    }
    throw error;
  }
}
