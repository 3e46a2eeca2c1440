import { type Connection, connect } from "@clearml-ts/client";
import { startServer } from "@clearml-ts/server";
import { Task } from "@clearml-ts/tasks";

/** A server of its own for one test, and a connection to it. */
export interface TestServer extends AsyncDisposable {
  connection: Connection;
  /** Loads the task of a step, or of a controller. */
  task(id: string | undefined): Promise<Task>;
  /** The console of a task, as one text. */
  consoleOf(id: string | undefined): Promise<string>;
}

/** Starts the embedded server in this process, without ports or files that stay. */
export async function openServer(): Promise<TestServer> {
  const server = await startServer({ database: ":memory:", listen: false });
  const connection = await connect({ ...server.credentials, fetch: server.fetch });
  const task = (id: string | undefined) => Task.get({ id: id ?? "" }, { connection });
  return {
    connection,
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
