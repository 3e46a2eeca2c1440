import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Connection, connect } from "@clearml-ts/client";
import { type Server, startServer } from "@clearml-ts/server";
import { onTestFinished } from "vitest";

/** A real server in this process, or one that is there, and a connection to it, both gone when the test is. */
export async function liveConnection(
  running: { server?: Server } = {},
): Promise<{ server: Server; connection: Connection; cacheDir: string }> {
  const cacheDir = await mkdtemp(join(tmpdir(), "clearml-cache-"));
  const server = running.server ?? (await startServer({ database: ":memory:", listen: false }));
  const connection = await connect({
    ...server.credentials,
    fetch: server.fetch,
    env: {},
    cacheDir,
  });
  onTestFinished(async () => {
    await connection.close();
    if (server !== running.server) {
      await server.close();
    }
    await rm(cacheDir, { recursive: true, force: true });
  });
  return { server, connection, cacheDir };
}
