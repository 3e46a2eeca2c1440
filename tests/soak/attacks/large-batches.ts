import { ApiClient } from "../api-client.ts";
import { unmet } from "../faults/finding.ts";
import type { Attack } from "./attack.ts";
import { besides } from "./bystander.ts";
import { codeOf, sendHostile } from "./hostile-request.ts";

/** The official clients cut their batches at this size. */
const BATCH_BYTES = 15 * 1024 * 1024;

/** Sends batches of events as large as an official client may make them, and one that is larger. */
export const sendLargeBatches: Attack = async (server, blockLimit) => {
  const client = await ApiClient.login(server.address);
  const { id: task } = await client.call<{ id: string }>("tasks.create", { name: "attacked", type: "training" });
  const headers = { authorization: `Bearer ${client.token}`, "content-type": "application/json-lines" };
  const bodies = {
    points: lines(BATCH_BYTES, (iter) => ({
      type: "training_stats_scalar",
      task,
      metric: "m",
      variant: "v",
      iter,
      value: iter,
    })),
    "series of one point": lines(BATCH_BYTES, (number) => ({
      type: "training_stats_scalar",
      task,
      metric: `m${number}`,
      variant: "v",
      iter: 0,
      value: 1,
    })),
    "console lines": lines(BATCH_BYTES, (number) => ({ type: "log", task, msg: `line ${number}` })),
    "empty objects": Buffer.alloc(3 * BATCH_BYTES, "{}\n"),
  };
  const blocks: Record<string, number> = {};
  const codes: string[] = [];
  const { longest } = await besides(server, async () => {
    for (const [name, body] of Object.entries(bodies)) {
      const answer = await sendHostile({ url: `${server.address.api}/events.add_batch`, headers, body });
      blocks[name] = await server.longestBlock();
      codes.push(`${name} ${codeOf(answer)}`);
    }
  });
  const worst = Math.max(...Object.values(blocks));
  return {
    what: "Batches of events are sent that are as large as official clients make them, and larger.",
    happened: `Answers: ${codes.join(", ")}. The event loop was blocked for ${Math.round(worst)} ms at most, and another client waited ${Math.round(longest)} ms at most.`,
    faults: unmet({
      [`the event loop was blocked for longer than ${blockLimit} ms: ${JSON.stringify(blocks)}`]: worst <= blockLimit,
    }),
  };
};

function lines(bytes: number, event: (number: number) => object): Buffer {
  const texts: string[] = [];
  for (let number = 0, size = 0; size < bytes; number += 1) {
    const text = `${JSON.stringify(event(number))}\n`;
    texts.push(text);
    size += text.length;
  }
  return Buffer.from(texts.join(""));
}
