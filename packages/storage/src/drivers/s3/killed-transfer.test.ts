import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "@clearml-ts/testing";
import { type S3Server, startS3Server } from "@clearml-ts/testing/s3-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createStorage } from "../../create-storage.ts";

const MIB = 1024 ** 2;
const PIECES = 6;
const program = fileURLToPath(new URL("transfer-program.fixture.ts", import.meta.url));
let server: S3Server;

beforeAll(async () => {
  server = await startS3Server();
});

afterAll(() => server[Symbol.asyncDispose]());

const PART_SIZE = 5 * MIB;
/** Six pieces of other bytes each. */
const content = Buffer.concat(Array.from({ length: PIECES }, (_, index) => Buffer.alloc(PART_SIZE, `piece ${index} `)));

async function setup() {
  const folder = await temporaryFolder();
  const [path, cacheDir] = [join(folder, "large.bin"), join(folder, "cache")];
  await writeFile(path, content);
  const s3 = { credentials: [server.access], maxConcurrency: 2, partSize: PART_SIZE };
  return { path, cacheDir, storage: createStorage({ filesServer: "http://unused", cacheDir, s3 }) };
}

/** Starts the program and kills it at a request of a kind, before that is answered. */
async function killAt(count: number, kind: RegExp, args: string[]) {
  const options = ["--import", "tsx", "--conditions", "@clearml-ts/source", program, ...args];
  const child = spawn(process.execPath, [...options, JSON.stringify(server.access)], { stdio: "inherit" });
  let seen = 0;
  server.onRequest = (line) => {
    seen += kind.test(line) ? 1 : 0;
    if (seen === count) {
      child.kill("SIGKILL");
    }
  };
  const [, signal] = await once(child, "exit");
  server.onRequest = () => {};
  expect(signal).toBe("SIGKILL");
}

test.each([1, 4, 6])("an upload that is killed at piece %i is finished by the next program", async (piece) => {
  const { path, cacheDir, storage } = await setup();
  const url = `${server.bucketUrl}/killed/${piece}.bin`;
  await killAt(piece, /^PUT .*partNumber=/, ["upload", url, path, cacheDir]);
  expect(await storage.exists(url)).toBe(false);
  const before = server.seen.length;

  await storage.uploadFile(path, url);

  expect(Buffer.compare(Buffer.from(await storage.read(url)), content)).toBe(0);
  const sentAgain = server.seen.slice(before).filter((line) => line.includes("partNumber=")).length;
  // Two pieces at most were on their way; their answers may have been lost.
  expect(sentAgain).toBeLessThanOrEqual(PIECES - piece + 2);
});

test.each([1, 3])(
  "a download that is killed at piece %i leaves no copy, and the next program gets one",
  async (piece) => {
    const { path, cacheDir, storage } = await setup();
    const url = `${server.bucketUrl}/killed/download-${piece}.bin`;
    await storage.uploadFile(path, url);
    await killAt(piece, /^GET /, ["download", url, path, cacheDir]);

    const copy = await storage.getLocalCopy(url);

    expect(Buffer.compare(await readFile(copy), content)).toBe(0);
  },
);
