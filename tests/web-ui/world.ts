import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Connection, connect } from "@clearml-ts/client";
import { type Server, startServer } from "@clearml-ts/server";
import { type Task, type TaskOptions, withTask } from "@clearml-ts/tasks";
import { Page } from "./page.ts";

/** A server that people work with through our packages, and somebody who looks at it in the web UI. */
export class World implements AsyncDisposable {
  private constructor(
    readonly server: Server,
    readonly connection: Connection,
    readonly page: Page,
    /** For files to upload; goes with the world. */
    readonly folder: string,
  ) {}

  /** @param options.now the server's clock. @default the system's */
  static async start(options: { now?: () => Date } = {}): Promise<World> {
    const folder = await mkdtemp(join(tmpdir(), "clearml-web-ui-"));
    const server = await startServer({ database: ":memory:", listen: false, ...options });
    const { credentials, fetch } = server;
    const connection = await connect({ ...credentials, fetch, env: {}, cacheDir: join(folder, "cache") });
    return new World(server, connection, await Page.signedIn(server), folder);
  }

  /** Runs a task of somebody who uses our SDK; what its function does not report is left out. */
  async run(options: TaskOptions, work: (task: Task) => Promise<unknown> | unknown = () => {}): Promise<Task> {
    return withTask(
      { console: false, ...options },
      async (task) => {
        await work(task);
        return task;
      },
      { connection: this.connection },
    );
  }

  /** Writes a file, and returns its path. */
  async file(name: string, content: string | Uint8Array): Promise<string> {
    const path = join(this.folder, name);
    await writeFile(path, content);
    return path;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.connection.close();
    await this.server.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
