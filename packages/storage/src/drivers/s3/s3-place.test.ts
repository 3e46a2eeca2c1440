import { expect, test } from "vitest";
import { MissingCredentialsError } from "../../errors.ts";
import { findS3Place } from "./s3-place.ts";

const keys = (name: string) => ({ key: `${name}-key`, secret: `${name}-secret` });
const settings = {
  ...keys("default"),
  region: "eu-west-1",
  credentials: [
    { bucket: "Data", ...keys("data") },
    { host: "minio.lan:9000", secure: false, ...keys("minio") },
    { host: "minio.lan:9000", bucket: "own", ...keys("own") },
    { host: "store.example.com", ...keys("store") },
    { bucket: "no-keys" },
    { bucket: "role", useCredentialsChain: true },
  ],
};

test.each([
  // address, host, bucket, key, whose access
  ["s3://data/a/b.csv", undefined, "data", "a/b.csv", "data-key"],
  ["s3://data", undefined, "data", "", "data-key"],
  ["s3://data-2/a b%41.csv", undefined, "data-2", "a b%41.csv", "default-key"],
  ["s3://minio.lan:9000/bucket/a/b", "minio.lan:9000", "bucket", "a/b", "minio-key"],
  ["s3://minio.lan:9000/own/a", "minio.lan:9000", "own", "a", "own-key"],
  ["s3://other.lan:9000/bucket//a", "other.lan:9000", "bucket", "/a", "default-key"],
  ["s3://store.example.com/bucket/a", "store.example.com", "bucket", "a", "store-key"],
  ["s3://no-keys/a", undefined, "no-keys", "a", "default-key"],
])("%s", (url, host, bucket, key, accessKey) => {
  const place = findS3Place(url, settings);
  expect(place).toMatchObject({ host, bucket, key });
  expect(place.access.key).toBe(accessKey);
  expect(url.startsWith(place.base)).toBe(true);
});

test("without keys, AWS's own search must be allowed", () => {
  expect(findS3Place("s3://role/a", settings).access.useCredentialsChain).toBe(true);
  const refused = () => findS3Place("s3://bucket/a", {});
  expect(refused).toThrow(MissingCredentialsError);
  expect(refused).toThrow(/sdk\.aws\.s3/);
});
