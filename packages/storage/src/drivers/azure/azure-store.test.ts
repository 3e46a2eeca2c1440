import { randomUUID } from "node:crypto";
import { sha256 } from "@clearml-ts/archive";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testStorageDriver } from "../../testing/test-storage-driver.ts";
import { createAzureDriver } from "./azure-store.ts";
import { type Azurite, startAzurite } from "./azurite.fixture.ts";

const MIB = 1024 ** 2;
let azurite: Azurite;

beforeAll(async () => {
  azurite = await startAzurite();
});

afterAll(() => azurite[Symbol.asyncDispose]());

async function setup() {
  const container = await azurite.makeContainer(`c${randomUUID()}`);
  return { driver: createAzureDriver(azurite.settings), baseUrl: `${container}/folder` };
}

testStorageDriver({
  name: "azure",
  test,
  open: async () => ({ ...(await setup()), async [Symbol.asyncDispose]() {} }),
});

test("an upload that was aborted goes on without the blocks that Azure has", async () => {
  const { driver, baseUrl } = await setup();
  const content = Buffer.concat([Buffer.alloc(8 * MIB, "a"), Buffer.alloc(8 * MIB, "b"), Buffer.alloc(6 * MIB, "c")]);
  const url = `${baseUrl}/large.bin`;
  const controller = new AbortController();
  const stop = () => controller.abort(new Error("the machine stops"));
  const slow = createAzureDriver({ ...azurite.settings, maxConnections: 1 });
  const aborted = slow.upload(new Blob([content]), url, { signal: controller.signal, onBytes: stop });
  await expect(aborted).rejects.toThrow("the machine stops");
  expect(await driver.exists(url)).toBe(false);

  const changed = Buffer.from(content);
  changed[20 * MIB] = 0x7a;
  const before = azurite.seen.length;
  await driver.upload(new Blob([changed]), url);

  expect(azurite.seen.slice(before).filter((line) => /comp=block(?!list)/.test(line))).toHaveLength(2);

  const chunks: Uint8Array[] = [];
  for await (const chunk of driver.download(url)) {
    chunks.push(chunk);
  }
  expect(Buffer.compare(Buffer.concat(chunks), changed)).toBe(0);
});

test("the sha256 of the content is kept beside the blob", async () => {
  const { driver, baseUrl } = await setup();
  await driver.upload(new Blob(["rows"]), `${baseUrl}/a.csv`, { hash: sha256("rows"), contentType: "text/csv" });
  expect(await driver.inspect?.(`${baseUrl}/a.csv`)).toMatchObject({ size: 4, hash: sha256("rows") });
});

test("a wrong key is refused", async () => {
  const { baseUrl } = await setup();
  const [entry] = azurite.settings.containers ?? [];
  const accountKey = Buffer.from("wrong").toString("base64");
  const driver = createAzureDriver({ containers: entry ? [{ ...entry, accountKey }] : [] });
  const upload = driver.upload(new Blob(["x"]), `${baseUrl}/x`);
  await expect(upload).rejects.toMatchObject({ name: "UploadError", status: 403, transient: false });
});
