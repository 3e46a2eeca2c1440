import { ApiClient } from "../api-client.ts";
import { unmet } from "../faults/finding.ts";
import type { Attack } from "./attack.ts";
import { besides } from "./bystander.ts";
import { sendHostile } from "./hostile-request.ts";

const PATHS = 100_000;

/** Asks for more files to be deleted in one request than anybody stores. */
export const deleteTooMany: Attack = async (server, blockLimit) => {
  const { token } = await ApiClient.login(server.address);
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const send = async (count: number) => {
    const body = Buffer.from(JSON.stringify({ files: Array.from({ length: count }, (_, number) => `none/${number}`) }));
    const started = performance.now();
    const { status } = await sendHostile({ url: `${server.address.files}/delete_many`, headers, body });
    return { status, seconds: (performance.now() - started) / 1000 };
  };
  const small = await send(PATHS / 10);
  await server.longestBlock();
  let large = small;
  const { longest } = await besides(server, async () => {
    large = await send(PATHS);
  });
  const block = await server.longestBlock();
  return {
    what: `The file server is asked to delete ${PATHS.toLocaleString("en-US")} files in one request.`,
    happened: `Answer: ${large.status} after ${large.seconds.toFixed(1)} s; ${(PATHS / 10).toLocaleString("en-US")} took ${small.seconds.toFixed(1)} s. The event loop was blocked for ${Math.round(block)} ms at most, and another client waited ${Math.round(longest)} ms at most.`,
    faults: unmet({
      [`the event loop was blocked for ${Math.round(block)} ms`]: block <= blockLimit,
      [`the answer was ${large.status}`]: large.status === 200,
    }),
  };
};
