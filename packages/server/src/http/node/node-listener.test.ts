import { once } from "node:events";
import { Agent, request as httpRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { type FetchHandler, type Listener, listen } from "./node-listener.ts";

async function open(handler: FetchHandler, compress = true): Promise<Listener & AsyncDisposable> {
  const listener = await listen(handler, { host: "127.0.0.1", port: 0, compress });
  return { ...listener, [Symbol.asyncDispose]: () => listener.close() };
}

function send(port: number, options: RequestOptions, ...chunks: string[]): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({ host: "127.0.0.1", port, agent: false, ...options }, resolve).on("error", reject);
    for (const chunk of chunks) {
      outgoing.write(chunk);
    }
    outgoing.end();
  });
}

const echo: FetchHandler = async (request) =>
  Response.json({ method: request.method, path: new URL(request.url).pathname, body: await request.text() });

test.each(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"])("%s arrives with its body", async (method) => {
  let seen: unknown;
  await using server = await open(async (request) => {
    seen = await request.text();
    return new Response(null);
  });
  const answer = await send(server.port, { method, headers: { "content-length": 7 } }, '{"a":1}');

  expect(answer.statusCode).toBe(200);
  expect(seen).toBe('{"a":1}');
});

test("a body may come in chunks of unknown length", async () => {
  await using server = await open(echo);
  const headers = { "transfer-encoding": "chunked" };

  expect(JSON.parse(await text(await send(server.port, { method: "GET", headers }, "a", "b")))).toEqual({
    method: "POST",
    path: "/",
    body: "ab",
  });
});

test("a path with two slashes in front is a path, not a host", async () => {
  await using server = await open(echo);
  const answer = await send(server.port, { path: "//evil.example/a" });

  expect(JSON.parse(await text(answer)).path).toBe("//evil.example/a");
});

test("a target that is not a path is refused", async () => {
  await using server = await open(echo);

  expect((await send(server.port, { path: "http://elsewhere/a" })).statusCode).toBe(400);
});

test("answers are compressed for clients that accept it", async () => {
  const long = "x".repeat(10_000);
  await using server = await open(async () => new Response(long));
  const headers = { "accept-encoding": "gzip" };
  const answer = await send(server.port, { headers });
  const packed = Buffer.concat(await answer.toArray());

  expect(answer.headers["content-encoding"]).toBe("gzip");
  expect(answer.headers.vary).toBe("Accept-Encoding");
  expect(gunzipSync(packed).toString()).toBe(long);
  await using plain = await open(async () => new Response(long), false);
  expect((await send(plain.port, { headers })).headers["content-encoding"]).toBeUndefined();
});

test("a compressed answer has a tag that is good for asking whether it changed, not for putting parts together", async () => {
  await using server = await open(async () => new Response("x".repeat(10_000), { headers: { etag: '"1"' } }));

  expect((await send(server.port, { headers: { "accept-encoding": "gzip" } })).headers.etag).toBe('W/"1"');
  expect((await send(server.port, {})).headers.etag).toBe('"1"');
});

test("several cookies stay apart", async () => {
  const cookies = ["a=1; Path=/", "b=2; Expires=Mon, 01 Jan 2029 00:00:00 GMT"];
  await using server = await open(
    async () => new Response(null, { headers: cookies.map((cookie): [string, string] => ["set-cookie", cookie]) }),
  );

  expect((await send(server.port, {})).headers["set-cookie"]).toEqual(cookies);
});

test("a client that hangs up aborts the request", async () => {
  let heard: (reason: unknown) => void = () => {};
  const hungUp = new Promise((resolve) => {
    heard = resolve;
  });
  await using server = await open(
    (request) =>
      new Promise((_, reject) => {
        request.signal.addEventListener("abort", () => {
          heard(true);
          reject(request.signal.reason);
        });
        outgoing.destroy();
      }),
  );
  const outgoing = httpRequest({ host: "127.0.0.1", port: server.port, agent: false }).on("error", () => {});
  outgoing.end();

  expect(await hungUp).toBe(true);
});

test("a connection goes on behind a large body that nobody read", async () => {
  const connections = new Set<string | number>();
  await using server = await open(async (request) => new Response(new URL(request.url).pathname));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    for (const path of ["/one", "/two", "/three"]) {
      const answer = await send(server.port, { path, method: "POST", agent }, "x".repeat(3_000_000));
      connections.add(answer.socket.localPort ?? "");
      expect(await text(answer)).toBe(path);
    }
    expect(connections.size).toBe(1);
  } finally {
    agent.destroy();
  }
});

test.each([
  ["python-requests/2.32.5", 3],
  ["node", 1],
])("a client that says it is %s makes its three calls on %i connections", async (agentName, expected) => {
  const connections = new Set<string | number>();
  await using server = await open(async () => new Response("done"));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    for (let call = 0; call < 3; call += 1) {
      const answer = await send(server.port, { headers: { "user-agent": agentName }, agent });
      connections.add(answer.socket.localPort ?? "");
      expect(await text(answer)).toBe("done");
    }
    expect(connections.size).toBe(expected);
  } finally {
    agent.destroy();
  }
});

test("closing waits for the answer that is under way", async () => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let arrived = () => {};
  const arrival = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const server = await open(async () => {
    arrived();
    await released;
    return new Response("done");
  });
  const answer = send(server.port, {});
  await arrival;
  const closed = server.close();
  release();

  expect(await text(await answer)).toBe("done");
  await closed;
});

test("closing does not wait for connections that were opened in advance or are kept for later", async () => {
  const server = await open(async () => new Response("done"));
  const early = connect(server.port, "127.0.0.1");
  await once(early, "connect");
  const agent = new Agent({ keepAlive: true });
  expect(await text(await send(server.port, { agent }))).toBe("done");

  const ended = once(early.resume(), "close");
  await server.close();
  await ended;
  agent.destroy();
});

test("a body that comes too slowly is cut off with 408, and one that comes steadily is not", async () => {
  const read = async (request: Request) => new Response(await request.text());
  const pace = { window: 200, bytes: 1000 };
  const slow = await listen(read, { host: "127.0.0.1", port: 0, compress: false, pace });
  onTestFinished(() => slow.close());
  const send = async (piece: string, everyMs: number, length: number) => {
    const socket = connect({ host: "127.0.0.1", port: slow.port });
    socket.on("error", () => {});
    const answer = text(socket);
    socket.write(`POST / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: ${length}\r\n\r\n`);
    let sent = 0;
    const sending = setInterval(() => {
      if (sent < length && socket.writable) {
        socket.write(piece);
        sent += piece.length;
      }
    }, everyMs);
    const answered = await answer.catch(String);
    clearInterval(sending);
    return answered;
  };

  expect(await send("x", 20, 100_000)).toMatch(/^HTTP\/1\.1 408 /);
  expect(await send("x".repeat(1000), 20, 50_000)).toMatch(/^HTTP\/1\.1 200 /);
});

test("the time in which the server itself was busy does not count against a body", async () => {
  const pace = { window: 200, bytes: 1000 };
  const read = async (request: Request) => new Response(await request.text());
  const busy = await listen(read, { host: "127.0.0.1", port: 0, compress: false, pace });
  onTestFinished(() => busy.close());
  const socket = connect({ host: "127.0.0.1", port: busy.port });
  const answer = text(socket);
  socket.write("POST / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: 3000\r\n\r\n");
  for (let piece = 0; piece < 3; piece += 1) {
    socket.write("x".repeat(1000));
    // Until the server has read it, which it does before it comes to look at the time again.
    await new Promise((resolve) => setTimeout(resolve, 20));
    for (const began = performance.now(); performance.now() - began < 2 * pace.window; ) {
      // Nothing else runs in this process meanwhile.
    }
  }
  expect(await answer).toMatch(/^HTTP\/1\.1 200 /);
});
