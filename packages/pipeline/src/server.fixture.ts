import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Connection, connect } from "@clearml-ts/client";
import { startServer } from "@clearml-ts/server";
import { Task } from "@clearml-ts/tasks";

/** A server of its own for one test, and a connection to it. */
export interface TestServer extends AsyncDisposable {
  connection: Connection;
  /** Opens a connection of its own to the same server. */
  connectAgain(): Promise<Connection>;
  /** The endpoints called so far, and `/` for each file. */
  requests: readonly string[];
  /** Loads the task of a step, or of a controller. */
  task(id: string | undefined): Promise<Task>;
  /** The console of a task, as one text. */
  consoleOf(id: string | undefined): Promise<string>;
}

/** Starts the embedded server in this process, without ports or files that stay. */
export async function openServer(): Promise<TestServer> {
  const server = await startServer({ database: ":memory:", listen: false });
  const requests: string[] = [];
  const cacheDir = await mkdtemp(join(tmpdir(), "clearml-pipeline-"));
  const connectAgain = () => connect({ ...server.credentials, fetch: server.fetch, env: {}, cacheDir });
  const connection = await connect({
    ...server.credentials,
    fetch: (request) => {
      const [, path] = /^\/v[\d.]+\/(.+)$/.exec(new URL(request.url).pathname) ?? [];
      requests.push(path ?? "/");
      return server.fetch(request);
    },
    env: {},
    cacheDir,
  });
  const task = (id: string | undefined) => Task.get({ id: id ?? "" }, { connection });
  return {
    connection,
    connectAgain,
    requests,
    task,
    async consoleOf(id) {
      const texts: string[] = [];
      for await (const { msg } of (await task(id)).getReportedConsole()) {
        texts.push(msg);
      }
      return texts.join("\n");
    },
    async [Symbol.asyncDispose]() {
      await connection.close();
      await server.close();
      await rm(cacheDir, { recursive: true, force: true });
    },
  };
}
