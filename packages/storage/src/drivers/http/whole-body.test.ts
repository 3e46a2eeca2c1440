import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { DownloadError, ObjectNotFoundError } from "../../errors.ts";
import { createHttpDriver } from "./http-driver.ts";

const content = Buffer.from("0123456789".repeat(1000));

/** A server that cuts each connection after 3,000 bytes; its content is named by a tag, unless that is `undefined`. */
async function cuttingServer(tagOf: (request: number) => string | undefined) {
  const seen: IncomingMessage["headers"][] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers);
    const tag = tagOf(seen.length);
    const isSame = request.headers["if-range"] === tag;
    const start = isSame ? Number(/bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0) : 0;
    const rest = content.subarray(start);
    response.writeHead(start > 0 ? 206 : 200, { "content-length": rest.length, ...(tag && { etag: tag }) });
    response.write(rest.subarray(0, 3000), () => (rest.length > 3000 ? response.destroy() : response.end()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/x` };
}

async function read(url: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of createHttpDriver({ filesServers: [] }).download(url)) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

test("a download goes on at the byte where its connection broke", async () => {
  const { seen, url } = await cuttingServer(() => '"v1"');
  expect(Buffer.compare(await read(url), content)).toBe(0);
  expect(seen.map(({ range }) => range)).toEqual([undefined, "bytes=3000-", "bytes=6000-", "bytes=9000-"]);
  expect(new Set(seen.slice(1).map((headers) => headers["if-range"]))).toEqual(new Set(['"v1"']));
});

test("it does not go on with other content, nor where the server does not name its content", async () => {
  const replaced = await cuttingServer((request) => `"v${request}"`);
  await expect(read(replaced.url)).rejects.toThrow(DownloadError);
  const nameless = await cuttingServer(() => undefined);
  await expect(read(nameless.url)).rejects.toMatchObject({ transient: true });
  expect(nameless.seen).toHaveLength(1);
});

test("a download ends where its reader stops, although somebody else reads the response as well, as Next does", async () => {
  const fetch = async () => {
    const response = new Response(new ReadableStream({ pull: (stream) => stream.enqueue(content) }));
    response.clone();
    return response;
  };
  const chunks = createHttpDriver({ filesServers: [], fetch }).download("http://host/x");
  for await (const chunk of chunks) {
    expect(Buffer.compare(chunk, content)).toBe(0);
    break;
  }
});

test("an object that is not there is told, although somebody else reads the response as well", async () => {
  const fetch = async () => {
    const response = new Response("not found", { status: 404 });
    response.clone();
    return response;
  };
  const driver = createHttpDriver({ filesServers: [], fetch });
  await expect(driver.download("http://host/x")[Symbol.asyncIterator]().next()).rejects.toThrow(ObjectNotFoundError);
});
