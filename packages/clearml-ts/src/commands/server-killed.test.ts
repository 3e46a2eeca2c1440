import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { anyPorts, type ReadyLine, RunningCommand } from "../command.fixture.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "clearml-ts-test-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function startServer(): RunningCommand {
  return new RunningCommand(["server", ...anyPorts, "--json", "--data-dir", folder]);
}

/** A client without retries: what it was told is all it knows. */
class Client {
  constructor(
    readonly server: ReadyLine,
    readonly token: string,
  ) {}

  static async login(server: ReadyLine): Promise<Client> {
    const basic = Buffer.from(`${server.accessKey}:${server.secretKey}`).toString("base64");
    const response = await fetch(`${server.api}/auth.login`, { headers: { authorization: `Basic ${basic}` } });
    return new Client(server, ((await response.json()) as { data: { token: string } }).data.token);
  }

  async call<T>(endpoint: string, body: object): Promise<T> {
    const answer = await this.#send(`${this.server.api}/${endpoint}`, { method: "POST", body: JSON.stringify(body) });
    return ((await answer.json()) as { data: T }).data;
  }

  async upload(path: string, content: string): Promise<void> {
    const body = new FormData();
    body.append(path, new Blob([content]), path);
    await (await this.#send(this.server.files, { method: "POST", body })).text();
  }

  async download(path: string): Promise<string> {
    return await (await this.#send(`${this.server.files}/${path}`)).text();
  }

  async #send(url: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(url, { ...init, headers: { authorization: `Bearer ${this.token}` } });
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    return response;
  }
}

interface Written {
  /** Ids of tasks whose creation was answered, by what their comment was set to. */
  tasks: Map<string, string>;
  /** Iterations of scalars whose request was answered. */
  scalars: number[];
  /** Paths of files whose upload was answered. */
  files: string[];
}

/** Writes until the server is gone; calls `onAnswer` after every answer. */
async function writeOn(client: Client, owner: string, onAnswer: () => void): Promise<Written> {
  const written: Written = { tasks: new Map(), scalars: [], files: [] };
  const until = async (write: (index: number) => Promise<void>) => {
    try {
      for (let index = 0; ; index += 1) {
        await write(index);
        onAnswer();
      }
    } catch (error) {
      // A connection that breaks is what we are waiting for.
      if (!(error instanceof TypeError)) throw error;
    }
  };
  await Promise.all([
    until(async (index) => {
      const { id } = await client.call<{ id: string }>("tasks.create", { name: `task ${index}`, type: "training" });
      await client.call("tasks.update", { task: id, comment: `comment ${index}` });
      written.tasks.set(id, `comment ${index}`);
    }),
    until(async (iter) => {
      const scalar = {
        type: "training_stats_scalar",
        task: owner,
        metric: "loss",
        variant: "train",
        iter,
        value: iter,
      };
      await client.call("events.add", scalar);
      written.scalars.push(iter);
    }),
    until(async (index) => {
      const path = `${owner}/${index}.txt`;
      await client.upload(path, path);
      written.files.push(path);
    }),
  ]);
  return written;
}

test("nothing acknowledged is lost when the server is killed while it writes", { timeout: 120_000 }, async () => {
  for (const answers of [25, 100]) {
    await using doomed = startServer();
    const before = await Client.login(await doomed.ready());
    const { id: owner } = await before.call<{ id: string }>("tasks.create", { name: "owner", type: "training" });
    let left = answers;
    const written = await writeOn(before, owner, () => {
      left -= 1;
      if (left === 0) doomed.send("SIGKILL");
    });
    expect((await doomed.end()).signal).toBe("SIGKILL");
    expect(Math.min(written.tasks.size, written.scalars.length, written.files.length)).toBeGreaterThan(0);

    await using server = startServer();
    const after = await Client.login(await server.ready());
    const { tasks } = await after.call<{ tasks: { id: string; comment: string }[] }>("tasks.get_all", {
      id: [...written.tasks.keys()],
      only_fields: ["id", "comment"],
    });
    expect(new Map(tasks.map(({ id, comment }) => [id, comment]))).toEqual(written.tasks);
    const { loss } = await after.call<Record<string, { train: { x: number[]; y: number[] } }>>(
      "events.scalar_metrics_iter_histogram",
      { task: owner },
    );
    expect(loss?.train.x).toEqual(expect.arrayContaining(written.scalars));
    expect(loss?.train.y).toEqual(loss?.train.x);
    for (const path of written.files) expect(await after.download(path)).toBe(path);
    await server.end("SIGTERM");
  }
});
