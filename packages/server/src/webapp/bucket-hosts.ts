import type { StorageSettings } from "@clearml-ts/protocol";
import { isObject } from "../values/is-object.ts";

/** A name or address with or without a port: anything else would say something else where it is written between others. */
const HOST = /^(?:[\w-]+\.)*[\w-]+(?::\d{1,5})?$/;

/** The hosts of object stores that people have named on the settings page, such as a MinIO of their own. */
export function bucketHosts({ aws }: StorageSettings): string[] {
  // Kept as it came: what is in a section is the business of those who read it.
  const buckets: unknown = aws?.buckets;
  if (!Array.isArray(buckets)) {
    return [];
  }
  const hosts = buckets.flatMap((bucket: unknown) => {
    const host = isObject(bucket) ? bucket["host"] : undefined;
    return typeof host === "string" ? host.replace(/^https?:\/\//, "").replace(/\/$/, "") : [];
  });
  return [...new Set(hosts)].filter((host) => HOST.test(host));
}
