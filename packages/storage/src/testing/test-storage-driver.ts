import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createStorage } from "../create-storage.ts";
import type { StorageDriver, StoredObject } from "../drivers/storage-driver.ts";
import { ObjectNotFoundError } from "../errors.ts";
import { quoteUrl } from "../urls/quote-url.ts";

/** A driver to be tested, and an address below which it may write; disposed of at the end of a test. */
export interface StorageDriverUnderTest extends AsyncDisposable {
  driver: StorageDriver;
  /** Address without a slash at its end, such as `s3://bucket/folder`. Nothing is stored below it yet. */
  baseUrl: string;
}

/** The driver that {@link testStorageDriver} tests, and the runner of the tests. */
export interface StorageDriverSuite {
  /** Words that the titles of the tests begin with. */
  name: string;
  /** Returns the driver with an empty store; called once for each test. */
  open: () => Promise<StorageDriverUnderTest>;
  /** Registers a test: `test` of vitest, of `node:test`, or another one of that shape. */
  test: (title: string, run: () => Promise<void>) => unknown;
}

/** Registers the tests that every {@link StorageDriver} has to pass, whatever store is behind it. */
export function testStorageDriver({ name, open, test }: StorageDriverSuite): void {
  const check = (title: string, run: (subject: StorageDriverUnderTest) => Promise<void>) => {
    test(`${name}: ${title}`, async () => {
      await using subject = await open();
      await run(subject);
    });
  };

  check("an uploaded object is read back, byte for byte", async ({ driver, baseUrl }) => {
    const url = `${baseUrl}/demo/my task.0123/artifacts/data/ação %41 'x' [1].bin`;
    const content = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 31) % 251);

    await driver.upload(new Blob([content]), url, { contentType: "application/x-test" });

    assert.equal(Buffer.compare(await readAll(driver, quoteUrl(url)), content), 0);
    assert.equal(await driver.exists(quoteUrl(url)), true);
    assert.equal(await driver.size(quoteUrl(url)), 300_000);
  });

  check("an empty object is an object", async ({ driver, baseUrl }) => {
    await driver.upload(new Blob([]), `${baseUrl}/empty.txt`);

    assert.equal(await driver.exists(`${baseUrl}/empty.txt`), true);
    assert.equal(await driver.size(`${baseUrl}/empty.txt`), 0);
    assert.equal((await readAll(driver, `${baseUrl}/empty.txt`)).length, 0);
  });

  check("an upload replaces an object that is there", async ({ driver, baseUrl }) => {
    await driver.upload(new Blob(["first version"]), `${baseUrl}/state.json`);
    await driver.upload(new Blob(["second"]), `${baseUrl}/state.json`);
    assert.equal(String(await readAll(driver, `${baseUrl}/state.json`)), "second");
  });

  check("objects that are stored side by side do not mix", async ({ driver, baseUrl }) => {
    const names = Array.from({ length: 20 }, (_, index) => `${index}`);
    await Promise.all(names.map((each) => driver.upload(new Blob([each]), `${baseUrl}/many/${each}`)));
    const read = await Promise.all(names.map((each) => readAll(driver, `${baseUrl}/many/${each}`)));
    assert.deepEqual(read.map(String), names);
  });

  check("a missing object does not exist, and cannot be read, measured or removed", async ({ driver, baseUrl }) => {
    const url = `${baseUrl}/nobody/put/this.here`;

    assert.equal(await driver.exists(url), false);
    assert.equal(await driver.remove(url), false);
    await assert.rejects(driver.size(url), ObjectNotFoundError);
    await assert.rejects(readAll(driver, url), ObjectNotFoundError);
  });

  check("a removed object is gone", async ({ driver, baseUrl }) => {
    await driver.upload(new Blob(["x"]), `${baseUrl}/x.txt`);

    assert.equal(await driver.remove(`${baseUrl}/x.txt`), true);
    assert.equal(await driver.exists(`${baseUrl}/x.txt`), false);
  });

  check("an aborted upload rejects with the reason and stores nothing", async ({ driver, baseUrl }) => {
    const reason = new Error("changed my mind");
    const upload = driver.upload(new Blob(["x"]), `${baseUrl}/x.txt`, { signal: AbortSignal.abort(reason) });

    await assert.rejects(upload, reason);
    assert.equal(await driver.exists(`${baseUrl}/x.txt`), false);
  });

  check("an aborted download rejects with the reason", async ({ driver, baseUrl }) => {
    await driver.upload(new Blob(["x"]), `${baseUrl}/x.txt`);
    const reason = new Error("changed my mind");
    await assert.rejects(readAll(driver, `${baseUrl}/x.txt`, AbortSignal.abort(reason)), reason);
  });

  check("objects are listed by the beginning of their addresses", async ({ driver, baseUrl }) => {
    if (driver.list === undefined) {
      return;
    }
    for (const name of ["folder/a.txt", "folder/deep/b c%41.txt", "folder_2.txt", "other.txt"]) {
      await driver.upload(new Blob([name]), `${baseUrl}/${name}`);
    }

    const below = await listAll(driver, `${baseUrl}/folder/`);
    assert.deepEqual(urlsOf(below), [`${baseUrl}/folder/a.txt`, `${baseUrl}/folder/deep/b c%41.txt`]);
    assert.deepEqual(below.map(({ size }) => size).sort(), [12, 22]);
    assert.equal(String(await readAll(driver, urlsOf(below)[1] ?? "")), "folder/deep/b c%41.txt");
    assert.equal((await listAll(driver, `${baseUrl}/nothing/`)).length, 0);
    await assert.rejects(listAll(driver, baseUrl, AbortSignal.abort(new Error("enough"))), /enough/);
  });

  check("an upload of several MiB tells how many bytes went, and is read back", async ({ driver, baseUrl }) => {
    const content = Buffer.alloc(20 * 1024 ** 2, "0123456789abcdefghijklmnopqrstuvwxyz");
    let sent = 0;
    await driver.upload(new Blob([content]), `${baseUrl}/large.bin`, { onBytes: (bytes) => (sent += bytes) });

    assert.equal(sent, content.length);
    assert.equal(Buffer.compare(await readAll(driver, `${baseUrl}/large.bin`), content), 0);
  });

  check("the driver takes its own addresses and leaves others alone", async ({ driver, baseUrl }) => {
    assert.equal(driver.supports(`${baseUrl}/x.txt`), true);
    assert.equal(driver.supports("no-such-store://somewhere/x.txt"), false);
  });

  check("a storage uploads files through the driver and copies them back", async ({ driver, baseUrl }) => {
    await using folder = await temporaryFolder();
    const cacheDir = join(folder.path, "cache");
    const storage = createStorage({ filesServer: "http://unused", cacheDir, drivers: [driver] });
    const [source, target] = [join(folder.path, "source.txt"), join(folder.path, "target.txt")];
    await writeFile(source, "from disk");

    const recorded = await storage.uploadFile(source, `${baseUrl}/a b.txt`);
    await rm(source);

    assert.equal(recorded, quoteUrl(`${baseUrl}/a b.txt`));
    assert.equal(String(Buffer.from(await storage.read(recorded))), "from disk");
    assert.equal(await readFile(await storage.getLocalCopy(recorded), "utf8"), "from disk");
    await storage.downloadFile(recorded, target);
    assert.equal(await readFile(target, "utf8"), "from disk");
  });
}

async function readAll(driver: StorageDriver, url: string, signal?: AbortSignal): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of driver.download(url, { signal })) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function listAll(driver: StorageDriver, url: string, signal?: AbortSignal): Promise<StoredObject[]> {
  const objects: StoredObject[] = [];
  for await (const object of driver.list?.(url, { signal }) ?? []) {
    objects.push(object);
  }
  return objects;
}

function urlsOf(objects: readonly StoredObject[]): string[] {
  return objects.map(({ url }) => url).sort();
}

async function temporaryFolder(): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), "clearml-driver-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
