import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Connection, connect } from "@clearml-ts/client";
import { type Server, startServer } from "@clearml-ts/server";
import { onTestFinished } from "vitest";

/** A real server in this process, a connection to it that can be cut, and all of it gone when the test is. */
export interface LiveConnection {
  server: Server;
  connection: Connection;
  /** The endpoints called so far. */
  requests: readonly string[];
  /** Makes every request fail from now on, as if the network were down; `false` mends it. */
  cut(isCut?: boolean): void;
}

/** Starts a server and connects to it. */
export async function liveConnection(): Promise<LiveConnection> {
  let isCut = false;
  const requests: string[] = [];
  const cacheDir = await mkdtemp(join(tmpdir(), "clearml-cache-"));
  const server = await startServer({ database: ":memory:", listen: false });
  const connection = await connect({
    ...server.credentials,
    fetch: async (request) => {
      if (isCut) {
        throw new TypeError("fetch failed");
      }
      requests.push(new URL(request.url).pathname.replace(/^\/v[\d.]+\//, ""));
      return server.fetch(request);
    },
    retry: { retries: 1, minDelay: 1, maxDelay: 1 },
    env: {},
    cacheDir,
  });
  onTestFinished(async () => {
    await connection.close();
    await server.close();
    await rm(cacheDir, { recursive: true, force: true });
  });
  const cut = (next = true) => {
    isCut = next;
  };
  return { server, connection, requests, cut };
}
