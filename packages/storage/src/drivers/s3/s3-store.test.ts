import { randomUUID } from "node:crypto";
import { readdir } from "node:fs/promises";
import { sha256 } from "@clearml-ts/archive";
import { temporaryFolder } from "@clearml-ts/testing";
import { type S3Server, startS3Server } from "@clearml-ts/testing/s3-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ContentMismatchError, DownloadError, UploadError } from "../../errors.ts";
import { testStorageDriver } from "../../testing/test-storage-driver.ts";
import { UnfinishedUploads } from "../cloud/unfinished-uploads.ts";
import type { StorageDriver } from "../storage-driver.ts";
import type { S3Settings } from "./s3-settings.ts";
import { createS3Driver } from "./s3-store.ts";

const MIB = 1024 ** 2;
let server: S3Server;

beforeAll(async () => {
  server = await startS3Server();
});

afterAll(() => server[Symbol.asyncDispose]());

async function setup(more: S3Settings = {}) {
  const notes = await temporaryFolder();
  const driver = createS3Driver(
    { credentials: [server.access], partSize: 5 * MIB, ...more },
    new UnfinishedUploads(notes),
  );
  return { driver, notes, baseUrl: `${server.bucketUrl}/${randomUUID()}` };
}

testStorageDriver({
  name: "s3",
  test,
  open: async () => ({ ...(await setup()), async [Symbol.asyncDispose]() {} }),
});

/** Three pieces, each with other bytes. */
const content = Buffer.concat([Buffer.alloc(5 * MIB, "a"), Buffer.alloc(5 * MIB, "b"), Buffer.alloc(MIB, "c")]);

/** Uploads until so many bytes have gone, and then aborts. */
async function uploadPartly(driver: StorageDriver, url: string, until: number, hash?: string) {
  const controller = new AbortController();
  let sent = 0;
  const onBytes = (bytes: number) => {
    sent += bytes;
    if (sent >= until) {
      controller.abort(new Error("the machine stops"));
    }
  };
  const upload = driver.upload(new Blob([content]), url, { signal: controller.signal, onBytes, hash });
  await expect(upload).rejects.toThrow("the machine stops");
}

async function readAll(driver: StorageDriver, url: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of driver.download(url)) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const sentParts = () => server.seen.filter((line) => line.startsWith("PUT") && line.includes("partNumber="));

test("an upload that was aborted goes on without the pieces that the store has", async () => {
  const { driver, notes, baseUrl } = await setup({ maxConcurrency: 1 });
  const url = `${baseUrl}/large.bin`;
  await uploadPartly(driver, url, 5 * MIB);
  expect(await driver.exists(url)).toBe(false);
  const before = sentParts().length;

  // A later run of the program has the notes and nothing else.
  const later = createS3Driver(
    { credentials: [server.access], partSize: 5 * MIB, maxConcurrency: 1 },
    new UnfinishedUploads(notes),
  );
  let sent = 0;
  await later.upload(new Blob([content]), url, { onBytes: (bytes) => (sent += bytes) });

  expect(sentParts().length - before).toBe(2);
  expect(sent).toBe(content.length);
  expect(Buffer.compare(await readAll(later, url), content)).toBe(0);
  expect(await readdir(notes)).toEqual([]);
});

test("pieces of other content are sent again", async () => {
  const { driver, baseUrl } = await setup({ maxConcurrency: 1 });
  const url = `${baseUrl}/large.bin`;
  await uploadPartly(driver, url, 5 * MIB);
  const other = Buffer.from(content);
  other[7] = 0x7a;

  await driver.upload(new Blob([other]), url);

  expect(Buffer.compare(await readAll(driver, url), other)).toBe(0);
});

test("other content does not get the hash of an upload that was aborted", async () => {
  const { driver, baseUrl } = await setup({ maxConcurrency: 1 });
  const url = `${baseUrl}/large.bin`;
  await uploadPartly(driver, url, 5 * MIB, sha256(content));
  const other = Buffer.alloc(content.length, "z");

  await driver.upload(new Blob([other]), url, { hash: sha256(other) });

  expect(await driver.inspect?.(url)).toMatchObject({ hash: sha256(other) });
  expect(Buffer.compare(await readAll(driver, url), other)).toBe(0);
});

test("an upload whose pieces the store has thrown away begins again", async () => {
  const { driver, notes, baseUrl } = await setup({ maxConcurrency: 1 });
  const url = `${baseUrl}/large.bin`;
  await uploadPartly(driver, url, 5 * MIB);
  server.faults.push({ status: 404, code: "NoSuchUpload" });

  await expect(driver.upload(new Blob([content]), url)).rejects.toMatchObject({ name: "UploadError", transient: true });
  expect(await readdir(notes)).toEqual([]);
  await driver.upload(new Blob([content]), url);
  expect(await driver.size(url)).toBe(content.length);
});

test("two uploads to one address at one time do not share their pieces", async () => {
  const { driver, notes, baseUrl } = await setup();
  const url = `${baseUrl}/large.bin`;
  const before = server.seen.length;
  await Promise.all([content, Buffer.alloc(content.length, "z")].map((each) => driver.upload(new Blob([each]), url)));

  expect(server.seen.slice(before).filter((line) => /^POST .*uploads/.test(line))).toHaveLength(2);
  expect(await driver.size(url)).toBe(content.length);
  expect(await readdir(notes)).toEqual([]);
});

test("the sha256 of the content is kept beside the object, as Python keeps it, and downloads are checked by it", async () => {
  const { driver, baseUrl } = await setup();
  await driver.upload(new Blob(["rows"]), `${baseUrl}/a.csv`, { hash: sha256("rows") });
  await driver.upload(new Blob(["rows"]), `${baseUrl}/b.csv`, { hash: sha256("other rows") });

  expect(await driver.inspect?.(`${baseUrl}/a.csv`)).toMatchObject({ size: 4, hash: sha256("rows") });
  expect(String(await readAll(driver, `${baseUrl}/a.csv`))).toBe("rows");
  await expect(readAll(driver, `${baseUrl}/b.csv`)).rejects.toThrow(ContentMismatchError);
});

test("a piece of a download that breaks is fetched again by itself", async () => {
  const { driver, baseUrl } = await setup();
  const url = `${baseUrl}/large.bin`;
  await driver.upload(new Blob([content]), url);
  const before = server.seen.length;
  server.onRequest = (line) => {
    if (line.startsWith("GET")) {
      server.onRequest = () => {};
      server.faults.push({ status: 503, code: "SlowDown" });
    }
  };

  expect(Buffer.compare(await readAll(driver, url), content)).toBe(0);
  // The facts of the object, its two pieces, and the first of them again.
  expect(server.seen.length - before).toBe(4);
});

test("wrong keys, a missing bucket and a host that is not there are told apart", async () => {
  const { driver, baseUrl } = await setup({ credentials: [{ ...server.access, key: "nobody" }] });
  const denied = driver.upload(new Blob(["x"]), `${baseUrl}/x`);
  await expect(denied).rejects.toMatchObject({ name: "UploadError", status: 403, transient: false });

  const good = (await setup()).driver;
  const noBucket = server.bucketUrl.replace(/bucket$/, "nobody/x");
  await expect(good.upload(new Blob(["x"]), noBucket)).rejects.toThrow(UploadError);

  const { driver: lost } = await setup({ credentials: [{ ...server.access, host: "127.0.0.1:1" }] });
  const unreachable = lost.size("s3://127.0.0.1:1/bucket/x");
  await expect(unreachable).rejects.toMatchObject({ name: "DownloadError", transient: true });
  await expect(lost.size("s3://127.0.0.1:1/bucket/x")).rejects.toThrow(DownloadError);
});
