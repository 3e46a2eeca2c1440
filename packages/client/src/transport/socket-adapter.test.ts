import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { createTransport } from "./transport.ts";
import { ReplyTooLongError, TransportFailure } from "./transport-failure.ts";

/** Starts a server, and makes a function that sends it a text over sockets. */
async function sender(listener: RequestListener, { timeout = 60_000, maxReplySize = 1_000_000 } = {}) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const transport = await createTransport(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
    maxReplySize,
  });
  return async (body: string, signal = new AbortController().signal) =>
    await transport({ path: "/echo", body, headers: { "x-who": "me" }, timeout, signal });
}

test("a text arrives as it is, with its headers, and the answer comes back with its status", async () => {
  const send = await sender(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }
    response.writeHead(418, { "content-type": "text/plain" });
    response.end(`${request.method} ${request.url} ${request.headers["x-who"]} ${Buffer.concat(chunks)}`);
  });
  expect(await send("Grüße")).toEqual({ status: 418, contentType: "text/plain", text: "POST /echo me Grüße" });
});

test("an answer that is compressed is unpacked, as far as it may be long", async () => {
  const send = await sender((request, response) => {
    response.writeHead(200, { "content-encoding": "gzip" });
    request.on("data", () => {}).on("end", () => response.end(gzipSync(Buffer.alloc(request.url ? 500 : 0, "a"))));
  });
  expect((await send("")).text).toBe("a".repeat(500));
  const impatient = await sender(
    (_, response) => {
      response.writeHead(200, { "content-encoding": "gzip" });
      response.end(gzipSync(Buffer.alloc(10_000, "a")));
    },
    { maxReplySize: 1000 },
  );
  await expect(impatient("")).rejects.toThrow(ReplyTooLongError);
});

test("a server that says nothing, or hangs up, is a failure with its reason", async () => {
  const silent = await sender(() => {}, { timeout: 50 });
  await expect(silent("")).rejects.toMatchObject({ name: "TransportFailure", reason: "ETIMEDOUT" });
  const cut = await sender((_, response) => {
    response.writeHead(200, { "content-length": 10 });
    response.write("half");
    setImmediate(() => response.destroy());
  });
  await expect(cut("")).rejects.toThrow(TransportFailure);
});

test("a request that nobody wants any more ends with the reason of its signal", async () => {
  const stop = new AbortController();
  const send = await sender(() => stop.abort(new Error("enough")));
  await expect(send("", stop.signal)).rejects.toThrow("enough");
});
