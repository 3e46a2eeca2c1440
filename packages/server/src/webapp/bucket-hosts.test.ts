import type { StorageSettings } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { bucketHosts } from "./bucket-hosts.ts";

test("the hosts of buckets are named once, however they were typed in", () => {
  const hosts = ["minio.lan:9000", "http://minio.lan:9000/", "https://s3.example", undefined, "10.0.0.7:9000"];

  expect(bucketHosts({ aws: { buckets: hosts.map((host) => (host === undefined ? {} : { host })) } })).toEqual([
    "minio.lan:9000",
    "s3.example",
    "10.0.0.7:9000",
  ]);
  expect(bucketHosts({})).toEqual([]);
});

test.each(["*", "a b", "evil.example; script-src *", "'unsafe-inline'", "data:", "a,b", "", "a:b"])(
  "%o is not a host, and is left out",
  (host) => {
    expect(bucketHosts({ aws: { buckets: [{ host }] } })).toEqual([]);
  },
);

test.each([{ buckets: "none" }, { buckets: { host: "a" } }, { buckets: [null, 1, { host: 9000 }, ["host"]] }])(
  "what does not look like settings names no host: %j",
  (aws) => {
    expect(bucketHosts({ aws } as StorageSettings)).toEqual([]);
  },
);
