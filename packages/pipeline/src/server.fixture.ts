import { type Connection, connect } from "@clearml-ts/client";
import { startServer } from "@clearml-ts/server";
import { Task } from "@clearml-ts/tasks";

/** A server of its own for one test, and a connection to it. */
export interface TestServer extends AsyncDisposable {
  connection: Connection;
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
  const connection = await connect({
    ...server.credentials,
    fetch: (request) => {
      const [, path] = /^\/v[\d.]+\/(.+)$/.exec(new URL(request.url).pathname) ?? [];
      requests.push(path ?? "/");
      return server.fetch(request);
    },
  });
  const task = (id: string | undefined) => Task.get({ id: id ?? "" }, { connection });
  return {
    connection,
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
    },
  };
}
