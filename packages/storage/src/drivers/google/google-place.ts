import { UnsupportedSchemeError } from "../../errors.ts";
import type { GoogleAccess, GoogleBucketAccess, GoogleSettings } from "./google-settings.ts";

/** Where a `gs://` address leads, and by what right. */
export interface GooglePlace {
  bucket: string;
  /** Name of the object in the bucket, or the beginning of several names. */
  name: string;
  access: GoogleAccess;
}

/** Finds the bucket and the access of an address: the entry with the longest matching folder, else the settings for all. */
export function findGooglePlace(url: string, settings: GoogleSettings): GooglePlace {
  const [, bucket = "", name = ""] = /^gs:\/\/([^/]+)\/*(.*)$/is.exec(url) ?? [];
  if (bucket === "") {
    throw new UnsupportedSchemeError(url);
  }
  const address = `gs://${bucket}/${name}`.toLowerCase();
  const entries = (settings.credentials ?? [])
    .map((entry) => ({ entry, prefix: prefixOf(entry) }))
    .filter(({ prefix }) => address.startsWith(prefix))
    .sort((a, b) => b.prefix.length - a.prefix.length);
  return { bucket, name, access: entries[0]?.entry ?? settings };
}

function prefixOf({ bucket, subdir = "" }: GoogleBucketAccess): string {
  const folder = subdir.replace(/^\/+|\/+$/g, "");
  return `gs://${bucket}/${folder === "" ? "" : `${folder}/`}`.toLowerCase();
}
