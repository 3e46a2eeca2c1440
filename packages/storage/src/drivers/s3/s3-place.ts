import { MissingCredentialsError, UnsupportedSchemeError } from "../../errors.ts";
import type { S3Access, S3BucketAccess, S3Settings } from "./s3-settings.ts";

/** Where an `s3://` address leads, and by what right. */
export interface S3Place {
  /** Host and port of a store that is not Amazon's. */
  host: string | undefined;
  bucket: string;
  /** Name of the object in the bucket, or the beginning of several names. */
  key: string;
  access: S3Access;
  /** The address without the key and the slash before it. */
  base: string;
}

/**
 * Finds the host, bucket and access of an address by the rules of the Python SDK: the entry with the longest matching
 * `s3://[host/]bucket`, else the settings for all; a port makes the first part of the address a host.
 * @throws {@link MissingCredentialsError} when there are no keys for it.
 */
export function findS3Place(url: string, settings: S3Settings): S3Place {
  const [, authority = "", path = ""] = /^s3:\/\/([^/]+)\/*(.*)$/is.exec(url) ?? [];
  if (authority === "") {
    throw new UnsupportedSchemeError(url);
  }
  const entry = entryFor(url, settings.credentials ?? []);
  const access = entry ?? settings;
  const host = entry === undefined ? hostWithPort(authority) : entry.host || undefined;
  const [bucket = "", ...names] = host === undefined ? [authority, path] : path.split("/");
  if (!access.useCredentialsChain && !(access.key && access.secret)) {
    throw new MissingCredentialsError(url, "sdk.aws.s3", "key and secret, or use_credentials_chain");
  }
  return {
    host,
    bucket,
    key: names.join("/"),
    access,
    base: `s3://${host === undefined ? "" : `${authority}/`}${bucket}`,
  };
}

/** Entries that say no keys are passed over, as they are in Python. */
function entryFor(url: string, entries: readonly S3BucketAccess[]): S3BucketAccess | undefined {
  const address = url.toLowerCase();
  // Unlike in Python, an entry for the bucket `data` is not one for `data-2` as well.
  const matches = entries
    .filter(({ key, secret, useCredentialsChain }) => (key && secret) || useCredentialsChain)
    .map((entry) => ({ entry, prefix: prefixOf(entry) }))
    .filter(({ prefix }) => prefix !== undefined && (address === prefix || address.startsWith(`${prefix}/`)));
  return matches.sort((a, b) => (b.prefix?.length ?? 0) - (a.prefix?.length ?? 0))[0]?.entry;
}

function prefixOf({ host, bucket }: S3BucketAccess): string | undefined {
  const parts = [host, bucket?.replace(/^["']+|["']+$/g, "").replace(/\/+$/, "")].filter((part) => part);
  return parts.length === 0 ? undefined : `s3://${parts.join("/").toLowerCase()}`;
}

function hostWithPort(authority: string): string | undefined {
  return /:\d+$/.test(authority) ? authority : undefined;
}
