import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Connection, connect } from "@clearml-ts/client";
import { type Server, startServer } from "@clearml-ts/server";
import { temporaryFolder } from "@clearml-ts/testing";
import { onTestFinished } from "vitest";
import { journalRoot } from "../journal/journal-folder.ts";
import { Task } from "../task/task.ts";

/** The ways in which the network of a test fails, and what the user was told. */
export interface FaultyNetwork {
  /** Answers in place of the server, those requests that {@link FaultyNetwork.concerns} names. */
  answer: (() => Response | Promise<Response>) | undefined;
  /** Part of the address of the requests that faults concern. @default "events.add_batch" */
  concerns: string;
  /** Whether the server gets requests whose answers are lost. */
  losesAnswers: boolean;
  warnings: string[];
}

/** Options of {@link taskOfUnreachableServer}. */
interface UnreachableServerOptions {
  /** Longest time of a call, in milliseconds. @default that of connections */
  timeout?: number;
}

/** A draft on a real server that can be made unreachable, and connections to it that share one cache folder. */
export async function taskOfUnreachableServer({ timeout }: UnreachableServerOptions = {}): Promise<{
  server: Server;
  state: FaultyNetwork;
  open: () => Promise<Connection>;
  cacheDir: string;
  connection: Connection;
  task: Task;
}> {
  const server = await startServer({ database: ":memory:", listen: false });
  onTestFinished(() => server.close());
  const cacheDir = await temporaryFolder();
  const state: FaultyNetwork = { answer: undefined, concerns: "events.add_batch", losesAnswers: false, warnings: [] };
  const open = async () => {
    const connection = await connect({
      ...server.credentials,
      fetch: async (request) => {
        const isConcerned = `${request.method} ${request.url}`.includes(state.concerns);
        if (state.answer && isConcerned) {
          return await Promise.race([state.answer(), aborted(request.signal)]);
        }
        const response = await server.fetch(request);
        if (state.losesAnswers && isConcerned) {
          throw new TypeError("fetch failed");
        }
        return response;
      },
      retry: { retries: 0, minDelay: 1, maxDelay: 1 },
      timeout,
      cacheDir,
      env: {},
      onWarning: (message) => void state.warnings.push(message),
    });
    onTestFinished(() => connection.close());
    return connection;
  };
  const connection = await open();
  const task = await Task.create({ project: "demo", name: "left behind" }, { connection });
  return { server, state, open, cacheDir, connection, task };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/** The only folder of a process below the cache folder. */
export async function processFolder(cacheDir: string): Promise<string> {
  const root = journalRoot(cacheDir);
  const [account = ""] = await readdir(root);
  const [name = ""] = (await readdir(join(root, account))).filter((entry) => entry !== "account.json");
  return join(root, account, name);
}

/** Makes the journals of this process look like those of a process that was killed. */
export async function leave(cacheDir: string): Promise<string> {
  const folder = await processFolder(cacheDir);
  const left = folder.replace(/~\d+~[^~]*~/, "~4194305~1~");
  await mkdir(left);
  for (const name of await readdir(folder)) {
    await writeFile(join(left, name), await readFile(join(folder, name)));
  }
  return left;
}
