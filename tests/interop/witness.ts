import { setTimeout as pause } from "node:timers/promises";
import { type Connection, ConnectionError, connect } from "@clearml-ts/client";
import { Task } from "@clearml-ts/tasks";
import type { ServerAddress } from "./clearml-server.ts";

/** Writes to a server all the time, one thing after the other, and remembers what the server said it has. */
export class Witness {
  readonly connection: Connection;
  readonly #task: Task;
  readonly #points: number[] = [];
  readonly #files: string[] = [];
  readonly #stop = new AbortController();
  readonly #writing: Promise<void>;

  private constructor(connection: Connection, task: Task) {
    this.connection = connection;
    this.#task = task;
    this.#writing = this.#write();
  }

  static async open({ api, web, files, accessKey, secretKey }: ServerAddress, cacheDir: string): Promise<Witness> {
    const servers = { apiServer: api, webServer: web, filesServer: files };
    const connection = await connect({ ...servers, accessKey, secretKey, env: {}, cacheDir });
    const task = await Task.init({ project: "interop", name: "witness" }, { connection });
    return new Witness(connection, task);
  }

  /** Stops writing, and compares what the server has with what it acknowledged. */
  async compare(): Promise<{ acknowledged: number; lost: string[] }> {
    this.#stop.abort();
    await this.#writing;
    const stored = new Set(await this.#storedPoints());
    const lostPoints = this.#points.filter((point) => !stored.has(point)).map((point) => `point ${point}`);
    const kept = await Promise.all(this.#files.map((url) => this.connection.storage.exists(url)));
    const lostFiles = this.#files.filter((_, index) => !kept[index]);
    return { acknowledged: this.#points.length + this.#files.length, lost: [...lostPoints, ...lostFiles] };
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#writing;
    await this.#task.close();
    await this.connection.close();
  }

  async #write(): Promise<void> {
    const { connection, id: task } = this.#task;
    for (let iter = 0; !this.#stop.signal.aborted; iter += 1) {
      try {
        const event = {
          task,
          type: "training_stats_scalar",
          metric: "witness",
          variant: "point",
          iter,
          value: iter,
        } as const;
        // Without retries: only the first answer counts, and a point that was not acknowledged may be there or not.
        await connection.services.events.addBatch([event], { retries: 0 });
        this.#points.push(iter);
        if (iter % 10 === 0) {
          this.#files.push(
            await connection.storage.upload(`content ${iter}`, `${this.#task.outputFolder}/files/${iter}.txt`),
          );
        }
      } catch (error) {
        if (!(error instanceof ConnectionError)) {
          throw error;
        }
      }
      // The pipeline, which is what is tested, needs the processor too.
      await pause(10);
    }
  }

  async #storedPoints(): Promise<number[]> {
    const { variants } = await this.connection.services.events.scalarMetricsIterRaw({
      task: this.#task.id,
      metric: { metric: "witness", variants: ["point"] },
      batch_size: 10_000,
    });
    return variants["point"]?.iter ?? [];
  }
}
