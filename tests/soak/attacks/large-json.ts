import { ApiClient } from "../api-client.ts";
import { unmet } from "../faults/finding.ts";
import type { Attack } from "./attack.ts";
import { besides } from "./bystander.ts";
import { codeOf, sendHostile } from "./hostile-request.ts";

const SIZE = 31 * 1024 * 1024;

const filled = (text: string) => Buffer.alloc(Math.floor(SIZE / text.length) * text.length, text);

const around = (start: string, middle: Buffer, end: string) =>
  Buffer.concat([Buffer.from(start), middle, Buffer.from(end)]);

/** Bodies that are as large as one may be, and cost as much as possible to read. */
const bodies: Readonly<Record<string, () => Buffer>> = {
  "empty lists": () => around('{"a":[', filled("[],"), "[]]}"),
  "empty objects": () => around('{"a":[', filled("{},"), "{}]}"),
  numbers: () => around('{"a":[', filled("1,"), "1]}"),
  "keys that differ": () => around("{", manyKeys(), '"z":1}'),
  "one text": () => around('{"a":"', filled("x"), '"}'),
  "one text of escapes": () => around('{"a":"', filled("\\u00e9"), '"}'),
  "one text of commas": () => around('{"a":"', filled(","), '"}'),
  "letters beyond ASCII": () => around('{"a":"', filled("é"), '"}'),
};

/** Sends the largest bodies that a call may have, filled with what is expensive to read. */
export const sendLargeJson: Attack = async (server, blockLimit) => {
  const { token } = await ApiClient.login(server.address);
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const blocks: Record<string, number> = {};
  const codes: string[] = [];
  const { longest } = await besides(server, async () => {
    for (const [name, body] of Object.entries(bodies)) {
      const answer = await sendHostile({ url: `${server.address.api}/debug.ping`, headers, body: body() });
      blocks[name] = await server.longestBlock();
      codes.push(`${name} ${codeOf(answer)}`);
    }
  });
  const worst = Math.max(...Object.values(blocks));
  const { peak } = server.memory();
  return {
    what: "Bodies of 31 MiB are sent to the API, filled with what is expensive to read.",
    happened: `Answers: ${codes.join(", ")}. The event loop was blocked for ${Math.round(worst)} ms at most, another client waited ${Math.round(longest)} ms at most, and the server had at most ${Math.round(peak / 2 ** 20)} MB in memory.`,
    faults: unmet({
      [`the event loop was blocked for longer than ${blockLimit} ms: ${JSON.stringify(blocks)}`]: worst <= blockLimit,
      "it took more than 1 GB of memory": peak < 2 ** 30,
    }),
  };
};

function manyKeys(): Buffer {
  const keys: string[] = [];
  for (let index = 0, size = 0; size < SIZE; index += 1) {
    const key = `"k${index}":1,`;
    keys.push(key);
    size += key.length;
  }
  return Buffer.from(keys.join(""));
}
