import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { FileError, readStart } from "./file-start.ts";

/** Serves a file with or without regard to the part that is asked for, and returns its address and the bytes it sent. */
async function serve(content: Buffer, { withParts = true, status = 200 } = {}) {
  const sent: number[] = [];
  const server = createServer((request, response) => {
    const end = Number(/bytes=0-(\d+)/.exec(request.headers.range ?? "")?.[1]) + 1;
    const part = withParts ? content.subarray(0, end) : content;
    if (withParts && content.length === 0) {
      response.writeHead(416, { "content-range": "bytes */0" }).end();
      return;
    }
    sent.push(part.length);
    const headers = { "content-range": `bytes 0-${part.length - 1}/${content.length}` };
    response.writeHead(withParts ? 206 : status, withParts ? headers : {}).end(part);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/file`, sent };
}

const { signal } = new AbortController();

test("a large file is read to the limit, and a small one to its end", async () => {
  const { url, sent } = await serve(Buffer.from("0123456789"));
  expect(await readStart(url, { limit: 4, isPacked: false, signal })).toEqual({ text: "0123", isWhole: false });
  expect(await readStart(url, { limit: 10, isPacked: false, signal })).toEqual({ text: "0123456789", isWhole: true });
  expect(sent).toEqual([4, 10]);
});

test("a server that knows no parts is cut off, and a character is not cut in two", async () => {
  const { url } = await serve(Buffer.from("aé".repeat(100_000)), { withParts: false });
  expect(await readStart(url, { limit: 5, isPacked: false, signal })).toEqual({ text: "aéa", isWhole: false });
});

test("a packed file is unpacked as far as it was asked for", async () => {
  const rows = Array.from({ length: 50_000 }, (_, row) => `${row},${(row * 7919) % 104_729}\n`).join("");
  const packed = gzipSync(rows);
  const { url, sent } = await serve(packed);
  const { text, isWhole } = await readStart(url, { limit: 20_000, isPacked: true, signal });
  expect([rows.startsWith(text), text.length, isWhole]).toEqual([true, 20_000, false]);
  expect(sent).toEqual([20_000]);

  // Bytes that no packing makes smaller: nearly all that was asked for is shown.
  const noise = Array.from({ length: 30_000 }, (_, at) => String.fromCharCode(33 + ((at * at * 31) % 90))).join("");
  const { url: other } = await serve(gzipSync(noise, { level: 0 }));
  const start = await readStart(other, { limit: 20_000, isPacked: true, signal });
  expect([noise.startsWith(start.text), start.text.length > 12_000, start.isWhole]).toEqual([true, true, false]);

  const { url: small } = await serve(gzipSync("a,b\n1,2\n"));
  expect(await readStart(small, { limit: 20_000, isPacked: true, signal })).toEqual({
    text: "a,b\n1,2\n",
    isWhole: true,
  });
});

test("a little file that unpacks to very much is cut off at the limit", async () => {
  const { url } = await serve(gzipSync(Buffer.alloc(50_000_000)));
  const { text, isWhole } = await readStart(url, { limit: 60_000, isPacked: true, signal });
  expect([text.length, isWhole]).toEqual([60_000, false]);
});

test("an empty file is whole, and one that is not there is an error", async () => {
  const { url } = await serve(Buffer.alloc(0));
  expect(await readStart(url, { limit: 10, isPacked: false, signal })).toEqual({ text: "", isWhole: true });
  const gone = await serve(Buffer.from("gone"), { withParts: false, status: 404 });
  await expect(readStart(gone.url, { limit: 10, isPacked: false, signal })).rejects.toThrow(FileError);
});
