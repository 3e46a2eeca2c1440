import { ApiClient } from "../api-client.ts";
import { unmet } from "../faults/finding.ts";
import type { Attack } from "./attack.ts";
import { besides } from "./bystander.ts";
import { sendHostile } from "./hostile-request.ts";

/** Files that a server may have open for all uploads together, beside sockets and its own. */
const OPEN_FILES = 200;

/** Uploads forms of many small files, several at once. */
export const uploadManyParts: Attack = async (server, blockLimit) => {
  const { token } = await ApiClient.login(server.address);
  const headers = { authorization: `Bearer ${token}`, "content-type": "multipart/form-data; boundary=x" };
  const send = async (name: string, parts: number) => {
    const { status } = await sendHostile({ url: server.address.files, headers, body: form(name, parts) });
    return status;
  };
  const before = server.descriptors();
  let most = before;
  const looking = setInterval(() => {
    most = Math.max(most, server.descriptors());
  }, 2);
  let statuses: number[] = [];
  const { longest } = await besides(server, async () => {
    statuses = await Promise.all([
      ...[1, 2, 3, 4].map((number) => send(`parts-${number}`, 900)),
      send("too-many", 3000),
    ]);
  });
  clearInterval(looking);
  const block = await server.longestBlock();
  return {
    what: "Four forms of 900 files each are uploaded at once, and one of 3,000.",
    happened: `Answers: ${statuses.join(", ")}. ${most - before} more descriptors were open at most, the event loop was blocked for ${Math.round(block)} ms at most, and another client waited ${Math.round(longest)} ms at most.`,
    faults: unmet({
      [`${most - before} more descriptors were open`]: most - before <= OPEN_FILES,
      [`the event loop was blocked for ${Math.round(block)} ms`]: block <= blockLimit,
      "a form within the limits was refused": statuses.slice(0, 4).every((status) => status === 200),
      "a form of 3,000 files was not refused with 413": statuses[4] === 413,
    }),
  };
};

function form(name: string, parts: number): Buffer {
  const each = Array.from(
    { length: parts },
    (_, part) =>
      `--x\r\ncontent-disposition: form-data; name="${name}/${part}"; filename="f"\r\n\r\ncontent ${part}\r\n`,
  );
  return Buffer.from(`${each.join("")}--x--\r\n`);
}
