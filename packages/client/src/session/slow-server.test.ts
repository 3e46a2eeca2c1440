import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { readEnvironment } from "../config/environment.ts";
import { resolveConfig } from "../config/resolve-config.ts";
import { CallTimeoutError, ConnectionError } from "../errors.ts";
import { createTransport } from "../transport/transport.ts";
import { Session } from "./session.ts";

/** Starts a server that logs in when asked to, and answers every other call as told. */
async function serverThat(answers: (response: ServerResponse) => void, logsIn = true): Promise<string> {
  const server = createServer((request, response) => {
    if (logsIn && request.url === "/auth.login") {
      const claims = Buffer.from(JSON.stringify({ identity: { user: "u1" } })).toString("base64url");
      const meta = { id: "0", result_code: 200, result_subcode: 0, result_msg: "OK" };
      response.end(JSON.stringify({ meta, data: { token: `h.${claims}.s` } }));
    } else {
      answers(response);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function open(url: string, options: { timeout?: number; maxReplySize?: number; fetch?: typeof fetch } = {}) {
  const config = resolveConfig(
    { apiServer: url, webServer: url, filesServer: url, accessKey: "key", secretKey: "secret" },
    { environment: readEnvironment({}), files: [] },
  );
  const { timeout, maxReplySize, fetch } = options;
  return await Session.open({
    config,
    timeout,
    retry: { minDelay: 1 },
    transport: await createTransport(url, { maxReplySize, fetch }),
  });
}

/** Sends a byte now and then, for as long as somebody listens. */
function trickle(response: ServerResponse): void {
  const timer = setInterval(() => response.write(" "), 20);
  response.on("close", () => clearInterval(timer));
}

test("connecting to a server whose answer trickles ends in time", async () => {
  const url = await serverThat(trickle, false);
  await expect(open(url, { timeout: 300 })).rejects.toMatchObject({
    name: "CallTimeoutError",
    endpoint: "auth.login",
    timeout: 300,
    transient: true,
    message: expect.stringContaining("did not answer auth.login completely within 0.3 s"),
  });
});

test.each([
  ["sockets", undefined],
  ["fetch", globalThis.fetch],
])("a call whose answer trickles ends in the time of the connection or of the call (%s)", async (_, fetch) => {
  const url = await serverThat(trickle);
  await using session = await open(url, { timeout: 1500, ...(fetch && { fetch }) });
  await expect(session.call("debug.ping", {})).rejects.toThrow(CallTimeoutError);
  await expect(session.call("debug.ping", {}, { timeout: 100 })).rejects.toMatchObject({ timeout: 100 });
});

test.each([
  ["sockets", undefined],
  ["fetch", globalThis.fetch],
])("a call that may take for ever, or a month, is not over at once (%s)", async (_, fetch) => {
  const url = await serverThat((response) => {
    const meta = { id: "0", result_code: 200, result_subcode: 0, result_msg: "OK" };
    setTimeout(() => response.end(JSON.stringify({ meta, data: {} })), 30);
  });
  await using session = await open(url, { timeout: Number.POSITIVE_INFINITY, ...(fetch && { fetch }) });
  await session.call("debug.ping", {});
  await session.call("debug.ping", {}, { timeout: 31 * 24 * 3_600_000 });
});

test("attempts and the waits between them share one time", async () => {
  const url = await serverThat((response) => response.writeHead(503).end());
  await using session = await open(url);
  // A million attempts would outlast this test.
  const options = { retries: 1_000_000, timeout: 200 };
  await expect(session.call("debug.ping", {}, options)).rejects.toThrow(ConnectionError);
});

test.each([
  ["sockets", undefined],
  ["fetch", globalThis.fetch],
])("an answer without an end is not read to its end (%s)", async (_, fetch) => {
  let sent = 0;
  const url = await serverThat((response) => {
    const chunk = Buffer.alloc(65_536, " ");
    const more = () => {
      while (!response.destroyed && response.write(chunk)) {
        sent += chunk.length;
      }
    };
    response.on("drain", more);
    more();
  });
  await using session = await open(url, { maxReplySize: 1_000_000, ...(fetch && { fetch }) });
  await expect(session.call("debug.ping", {})).rejects.toThrow("the answer is longer than 1000000 bytes");
  expect(sent).toBeLessThan(50_000_000);
});
