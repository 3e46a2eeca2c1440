import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { ApiClient } from "../api-client.ts";
import { unmet } from "../faults/finding.ts";
import type { Attack } from "./attack.ts";

/** Ten times the server's own limit: a busy machine may cut off late. */
const PATIENCE_MS = 300_000;

/** Announces bodies and sends them a byte a second. */
export const sendSlowly: Attack = async (server) => {
  const { token } = await ApiClient.login(server.address);
  const { api, files } = server.address;
  const type = { api: "application/json", files: "multipart/form-data; boundary=x" };
  const targets = {
    "a small body to the API": { url: `${api}/debug.ping`, length: 10_000, type: type.api },
    "a large body to the API": { url: `${api}/debug.ping`, length: 10_000_000, type: type.api },
    "an upload": { url: `${files}/`, length: 10_000_000, type: type.files },
    "a head without an end": { url: `${api}/debug.ping`, length: undefined, type: type.api },
  };
  const results = await Promise.all(
    Object.entries(targets).map(async ([name, { url, length, type }]) => {
      const head = `POST ${new URL(url).pathname} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${token}\r\ncontent-type: ${type}\r\n`;
      const seconds = await trickle(url, length === undefined ? head : `${head}content-length: ${length}\r\n\r\n`);
      return { name, seconds };
    }),
  );
  return {
    what: "Bodies are announced and then sent a byte a second.",
    happened: `Cut off: ${results.map(({ name, seconds }) => `${name} after ${seconds === undefined ? "never" : `${Math.round(seconds)} s`}`).join(", ")}.`,
    faults: results.flatMap(({ name, seconds }) => unmet({ [`${name} was not cut off`]: seconds !== undefined })),
  };
};

/** Sends a head, then a byte a second; returns after how many seconds the server closed, `undefined` when it did not. */
async function trickle(url: string, head: string): Promise<number | undefined> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  const started = performance.now();
  const closed = once(socket, "close").then(() => (performance.now() - started) / 1000);
  socket.on("error", () => {}).resume();
  socket.write(head);
  const sending = setInterval(() => socket.write("x"), 1000);
  const patience = new AbortController();
  try {
    return await Promise.race([closed, delay(PATIENCE_MS, undefined, { signal: patience.signal })]);
  } finally {
    patience.abort();
    clearInterval(sending);
    socket.destroy();
  }
}
