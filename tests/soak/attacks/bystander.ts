import { Agent, request } from "node:http";
import { ApiClient } from "../api-client.ts";
import type { WatchedServer } from "./watched-server.ts";

/** The waiting times of somebody who works on a server while it is attacked, in milliseconds. */
export interface Wait {
  readonly typical: number;
  readonly longest: number;
}

/** Does something to a server, and calls the file store and the API all the while, one call after the other. */
export async function besides(server: WatchedServer, attack: () => Promise<unknown>): Promise<Wait> {
  const client = await ApiClient.login(server.address);
  await client.upload("bystander/small.txt", new Uint8Array([1, 2, 3]));
  const agent = new Agent({ keepAlive: true });
  const headers = { authorization: `Bearer ${client.token}` };
  const times: number[] = [];
  let isOver = false;
  const calling = (async () => {
    while (!isOver) {
      const started = performance.now();
      await get(`${server.address.files}/bystander/small.txt`, { agent, headers });
      times.push(performance.now() - started);
      await get(`${server.address.api}/debug.ping`, { agent, headers });
    }
  })();
  try {
    await attack();
  } finally {
    isOver = true;
    await calling;
    agent.destroy();
  }
  times.sort((a, b) => a - b);
  return { typical: times[Math.floor(times.length / 2)] ?? 0, longest: times.at(-1) ?? 0 };
}

function get(url: string, options: object): Promise<void> {
  return new Promise((resolve, reject) => {
    request(url, options, (response) => {
      response.resume().once("end", resolve).once("error", reject);
    })
      .once("error", reject)
      .end();
  });
}
