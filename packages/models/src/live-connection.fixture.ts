import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Connection, connect } from "@clearml-ts/client";
import { type Server, startServer } from "@clearml-ts/server";
import { onTestFinished } from "vitest";

/** A real server in this process and a connection to it, both gone when the test is. */
export async function liveConnection(): Promise<{ server: Server; connection: Connection }> {
  const cacheDir = await mkdtemp(join(tmpdir(), "clearml-cache-"));
  const server = await startServer({ database: ":memory:", listen: false });
  const connection = await connect({
    ...server.credentials,
    fetch: server.fetch,
    env: {},
    cacheDir,
  });
  onTestFinished(async () => {
    await connection.close();
    await server.close();
    await rm(cacheDir, { recursive: true, force: true });
  });
  return { server, connection };
}
