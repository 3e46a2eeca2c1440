import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { call } from "../fixtures/server.fixture.ts";
import type { Server } from "../startup/server.ts";
import { startServer } from "../startup/start-server.ts";

// Over real connections: a client that is still sending does not look for an answer.

const content = randomBytes(8 * 1024 * 1024);
let server: Server;
let authorization: string;

beforeAll(async () => {
  server = await startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
  authorization = `Bearer ${(await call<{ token: string }>(server, "auth.login")).data.token}`;
});

afterAll(() => server.close());

function send(method: string, path: string, headers: Record<string, string>, body?: Buffer): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(`${server.urls.files}/${path}`, { method, headers }, resolve).once("error", reject).end(body);
  });
}

function upload(name: string, headers: Record<string, string> = { authorization }): Promise<IncomingMessage> {
  const opening = `--b\r\nContent-Disposition: form-data; name="${name}"; filename="x"\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(opening), content, Buffer.from("\r\n--b--\r\n")]);
  return send("POST", "", { ...headers, "content-type": "multipart/form-data; boundary=b" }, body);
}

test("a large file comes back as it was, in whole and in part", async () => {
  const answer = await upload("large/file.bin");
  expect([answer.statusCode, JSON.parse(String(await buffer(answer)))]).toEqual([200, ["large/file.bin"]]);

  const whole = await send("GET", "large/file.bin", { authorization });
  expect((await buffer(whole)).equals(content)).toBe(true);
  const part = await send("GET", "large/file.bin", { authorization, range: "bytes=5000000-6000000" });
  expect((await buffer(part)).equals(content.subarray(5_000_000, 6_000_001))).toBe(true);
});

test("a large upload that is refused hears why", async () => {
  expect((await upload("../outside.bin")).statusCode).toBe(404);
  expect((await upload("large/file.bin/below.bin")).statusCode).toBe(409);
  expect((await upload("large/file.bin", {})).statusCode).toBe(401);
});

test("so does a client that closes the connection afterwards, and does not listen before it has sent everything", async () => {
  const { hostname, port } = new URL(server.urls.files);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  const opening = '--b\r\nContent-Disposition: form-data; name="../outside.bin"; filename="x"\r\n\r\n';
  const body = Buffer.concat([Buffer.from(opening), content, Buffer.from("\r\n--b--\r\n")]);
  const head = [
    "POST / HTTP/1.1",
    `Host: ${hostname}:${port}`,
    `Authorization: ${authorization}`,
    "Content-Type: multipart/form-data; boundary=b",
    `Content-Length: ${body.length}`,
    "Connection: close",
  ];
  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject);
    socket.write(Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`), body]), (error) =>
      error ? reject(error) : resolve(),
    );
  });
  expect(String(await buffer(socket))).toMatch(/^HTTP\/1\.1 404 /);
});

test("a download that is given up leaves the server as it was", async () => {
  const { socket } = await send("GET", "large/file.bin", { authorization });
  socket.destroy();
  expect((await send("GET", "", {})).statusCode).toBe(200);
});
