import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { ObjectNotFoundError } from "../errors.ts";
import { createStorage } from "../storage.ts";
import { quoteUrl } from "../urls/quote-url.ts";
import type { StorageDriver } from "./storage-driver.ts";

/** A driver to be tested, and an address below which it may write. */
export interface DriverUnderTest extends AsyncDisposable {
  driver: StorageDriver;
  baseUrl: string;
}

/** What every driver must do, whatever is behind it. */
export function testDriver(kind: string, open: () => Promise<DriverUnderTest>): void {
  test(`${kind}: what was uploaded is read back, byte for byte`, async () => {
    await using subject = await open();
    const { driver, baseUrl } = subject;
    const url = `${baseUrl}/demo/my task.0123/artifacts/data/ação %41 'x' [1].bin`;
    const content = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 31) % 251);

    await driver.upload(new Blob([content]), url, { contentType: "application/x-test" });

    expect(Buffer.compare(await readAll(driver, quoteUrl(url)), content)).toBe(0);
    expect(await driver.exists(quoteUrl(url))).toBe(true);
    expect(await driver.size(quoteUrl(url))).toBe(300_000);
  });

  test(`${kind}: an empty object is an object`, async () => {
    await using subject = await open();
    const { driver, baseUrl } = subject;
    await driver.upload(new Blob([]), `${baseUrl}/empty.txt`);

    expect(await driver.exists(`${baseUrl}/empty.txt`)).toBe(true);
    expect(await driver.size(`${baseUrl}/empty.txt`)).toBe(0);
    expect(await readAll(driver, `${baseUrl}/empty.txt`)).toHaveLength(0);
  });

  test(`${kind}: an upload replaces what was there`, async () => {
    await using subject = await open();
    const { driver, baseUrl } = subject;
    await driver.upload(new Blob(["first version"]), `${baseUrl}/state.json`);
    await driver.upload(new Blob(["second"]), `${baseUrl}/state.json`);
    expect(String(await readAll(driver, `${baseUrl}/state.json`))).toBe("second");
  });

  test(`${kind}: what is not there does not exist, cannot be read, measured or removed`, async () => {
    await using subject = await open();
    const { driver, baseUrl } = subject;
    const url = `${baseUrl}/nobody/put/this.here`;

    expect(await driver.exists(url)).toBe(false);
    expect(await driver.remove(url)).toBe(false);
    await expect(driver.size(url)).rejects.toThrow(ObjectNotFoundError);
    await expect(readAll(driver, url)).rejects.toThrow(ObjectNotFoundError);
  });

  test(`${kind}: a removed object is gone`, async () => {
    await using subject = await open();
    const { driver, baseUrl } = subject;
    await driver.upload(new Blob(["x"]), `${baseUrl}/x.txt`);

    expect(await driver.remove(`${baseUrl}/x.txt`)).toBe(true);
    expect(await driver.exists(`${baseUrl}/x.txt`)).toBe(false);
  });

  test(`${kind}: an aborted upload rejects with the reason and stores nothing`, async () => {
    await using subject = await open();
    const { driver, baseUrl } = subject;
    const signal = AbortSignal.abort(new Error("changed my mind"));

    await expect(driver.upload(new Blob(["x"]), `${baseUrl}/x.txt`, { signal })).rejects.toThrow("changed my mind");
    expect(await driver.exists(`${baseUrl}/x.txt`)).toBe(false);
  });

  test(`${kind}: a storage uploads files through it and copies them back`, async () => {
    await using subject = await open();
    const folder = await temporaryFolder();
    const storage = createStorage({ filesServer: "http://unused", cacheDir: folder, drivers: [subject.driver] });
    const path = join(folder, "source.txt");
    await writeFile(path, "from disk");

    const recorded = await storage.uploadFile(path, `${subject.baseUrl}/a b.txt`);

    expect(recorded).toBe(quoteUrl(`${subject.baseUrl}/a b.txt`));
    expect(String(Buffer.from(await storage.read(recorded)))).toBe("from disk");
    const local = createStorage({ filesServer: "http://unused", cacheDir: folder });
    const copy = await storage.getLocalCopy(recorded);
    expect(String(Buffer.from(await local.read(copy)))).toBe("from disk");
  });
}

async function readAll(driver: StorageDriver, url: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of driver.download(url)) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
