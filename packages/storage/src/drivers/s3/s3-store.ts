import type * as Sdk from "@aws-sdk/client-s3";
import type { S3Client } from "@aws-sdk/client-s3";
import { UnsupportedSchemeError } from "../../errors.ts";
import { createCloudDriver } from "../cloud/cloud-driver.ts";
import type { CloudStore } from "../cloud/cloud-store.ts";
import { loadLibrary } from "../cloud/load-library.ts";
import type { UnfinishedUploads } from "../cloud/unfinished-uploads.ts";
import type { StorageDriver } from "../storage-driver.ts";
import { openS3Client } from "./open-s3-client.ts";
import { findS3Place, type S3Place } from "./s3-place.ts";
import type { S3Settings } from "./s3-settings.ts";
import { uploadToS3 } from "./s3-upload.ts";

/** The library that speaks S3. */
const LIBRARY = "@aws-sdk/client-s3";

/** Makes the driver for `s3://` addresses, at Amazon and at compatible hosts. */
export function createS3Driver(settings: S3Settings, unfinished: UnfinishedUploads): StorageDriver {
  return createCloudDriver("s3://", () => openS3Store(settings, unfinished));
}

function openS3Store(settings: S3Settings, unfinished: UnfinishedUploads): CloudStore {
  const clients = new Map<string, Promise<S3Client>>();

  async function reach(url: string): Promise<{ sdk: typeof Sdk; client: S3Client; place: S3Place }> {
    const place = findS3Place(url, settings);
    const sdk = await loadLibrary<typeof Sdk>(LIBRARY, url);
    const key = JSON.stringify([place.host, place.access]);
    const client = clients.get(key) ?? openS3Client(sdk, place, settings);
    clients.set(key, client);
    return { sdk, client: await client, place };
  }

  return {
    async object(url) {
      const { sdk, client, place } = await reach(url);
      const where = { Bucket: place.bucket, Key: place.key };
      if (place.key === "") {
        // A bucket is not an object.
        throw new UnsupportedSchemeError(url);
      }
      return {
        name: place.key,
        async head(signal) {
          const found = await client.send(new sdk.HeadObjectCommand(where), { ...(signal && { abortSignal: signal }) });
          return { size: found.ContentLength ?? 0, version: found.ETag, hash: found.Metadata?.["sha256"] };
        },
        async read({ start, end }, version, signal) {
          const command = new sdk.GetObjectCommand({
            ...where,
            Range: `bytes=${start}-${end - 1}`,
            ...(version !== undefined && { IfMatch: version }),
          });
          const { Body } = await client.send(command, { abortSignal: signal });
          return (await Body?.transformToByteArray()) ?? new Uint8Array();
        },
        write: async (content, options) =>
          await uploadToS3(content, { sdk, client, place, url, settings, unfinished }, options),
        async remove(signal) {
          await client.send(new sdk.DeleteObjectCommand(where), { ...(signal && { abortSignal: signal }) });
        },
      };
    },

    async *list(url, signal) {
      const { sdk, client, place } = await reach(url);
      let ContinuationToken: string | undefined;
      do {
        const command = new sdk.ListObjectsV2Command({ Bucket: place.bucket, Prefix: place.key, ContinuationToken });
        const page = await client.send(command, { ...(signal && { abortSignal: signal }) });
        for (const { Key: name = "", Size: size } of page.Contents ?? []) {
          yield { url: `${place.base}/${name}`, name, size };
        }
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken !== undefined);
    },

    statusOf(error) {
      const { $metadata, $response } = Object(error) as {
        $metadata?: { httpStatusCode?: number };
        $response?: { statusCode?: number };
      };
      return $metadata?.httpStatusCode ?? $response?.statusCode;
    },
  };
}
