import { readFile } from "node:fs/promises";
import type { Agent } from "node:https";
import type * as Sdk from "@aws-sdk/client-s3";
import type { S3Client, S3ClientConfig } from "@aws-sdk/client-s3";
import type { S3Place } from "./s3-place.ts";
import type { S3Access, S3Settings } from "./s3-settings.ts";

/** Makes the client for the host and the access of a place. */
export async function openS3Client(
  sdk: typeof Sdk,
  { host, access }: S3Place,
  { addressingStyle }: S3Settings,
): Promise<S3Client> {
  const { secure = true, region, profile, useCredentialsChain = false } = access;
  const usesPath = addressingStyle === undefined ? host !== undefined : addressingStyle === "path";
  const config: S3ClientConfig = {
    region: region || "us-east-1",
    followRegionRedirects: host === undefined,
    forcePathStyle: usesPath,
    // Not every host knows the checksums that newer clients add by themselves; pieces carry an md5 of their own.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    ...(host !== undefined && { endpoint: `${secure ? "https" : "http"}://${host}` }),
    ...(!useCredentialsChain && { credentials: keysOf(access) }),
    ...(profile && { profile }),
    requestHandler: { requestTimeout: 60_000, connectionTimeout: 60_000, ...(await trust(access)) },
  };
  return new sdk.S3Client(config);
}

function keysOf({ key = "", secret = "", token }: S3Access): NonNullable<S3ClientConfig["credentials"]> {
  return { accessKeyId: key, secretAccessKey: secret, ...(token && { sessionToken: token }) };
}

async function trust({ verify = true }: S3Access): Promise<{ httpsAgent?: Agent }> {
  if (verify === true) {
    return {};
  }
  const { Agent } = await import("node:https");
  const agent = { keepAlive: true, maxSockets: 64 };
  if (verify === false) {
    return { httpsAgent: new Agent({ ...agent, rejectUnauthorized: false }) };
  }
  const { rootCertificates } = await import("node:tls");
  return { httpsAgent: new Agent({ ...agent, ca: [...rootCertificates, await readFile(verify, "utf8")] }) };
}
