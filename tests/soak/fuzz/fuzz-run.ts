import { readdirSync } from "node:fs";
import { ApiClient } from "../api-client.ts";
import { integrityFaults } from "../integrity.ts";
import { Sandbox } from "../sandbox.ts";
import { type SoakedServer, startSoakedServer } from "../soaked-server.ts";
import { type FuzzOptions, type FuzzReport, fuzz } from "./campaign.ts";

/** The effects of a campaign on a server, its folder and the files around it. */
export interface FuzzOutcome extends FuzzReport {
  /** Everything that was wrong when the requests were over, one sentence each. */
  readonly aftermath: readonly string[];
  /** Bytes of memory: at most, and when the requests were over. */
  readonly memory: { readonly peak: number; readonly resident: number };
  readonly seconds: number;
}

/** Told of what a campaign does while it does it. */
export interface FuzzRunOptions extends Omit<FuzzOptions, "onProgress"> {
  readonly command: readonly string[];
  readonly onProgress?: ((sent: number, server: SoakedServer) => void) | undefined;
}

/** Attacks a server on an empty folder, then looks whether server, database and everything around the folder are well. */
export async function fuzzServer({ command, onProgress, ...options }: FuzzRunOptions): Promise<FuzzOutcome> {
  const started = performance.now();
  await using sandbox = new Sandbox();
  const { dataDir, cwd } = sandbox;
  const start = () => startSoakedServer({ command, dataDir, cwd, env: { HOME: cwd } });
  const aftermath: string[] = [];
  const examine = async (what: string, look: () => Promise<unknown>) => {
    await look().catch((error: unknown) => aftermath.push(`${what}: ${error}`));
  };
  await using server = await start();
  const entries = readdirSync(dataDir);
  const { faults, kinds } = await fuzz(server, { ...options, onProgress: (sent) => onProgress?.(sent, server) });
  const memory = server.memory();
  await examine("after the requests", () => workNormally(server));
  const { status, stderr } = await server.end("SIGTERM");
  if (status !== 0) {
    aftermath.push(`the server ended with status ${status}: ${stderr.slice(-2000)}`);
  }
  aftermath.push(...integrityFaults(dataDir));
  await examine("started again", async () => {
    await using again = await start();
    await workNormally(again);
  });
  aftermath.push(...sandbox.changes().map((path) => `${path} was made, changed or removed`));
  const strangers = readdirSync(dataDir).filter((name) => !entries.includes(name) && !name.startsWith("clearml.db"));
  aftermath.push(...strangers.map((name) => `${name} was made beside the database`));
  return { faults, kinds, aftermath, memory, seconds: (performance.now() - started) / 1000 };
}

/** Does what a normal client does. Rejects when that does not work. */
async function workNormally({ address }: SoakedServer): Promise<void> {
  const client = await ApiClient.login(address);
  const { id: task } = await client.call<{ id: string }>("tasks.create", { name: "after it all", type: "training" });
  const scalar = { type: "training_stats_scalar", task, metric: "m", variant: "v", iter: 1, value: 5 };
  await client.batch("events.add_batch", [scalar]);
  const { m } = await client.call<Record<string, { v: { y: number[] } }>>("events.scalar_metrics_iter_histogram", {
    task,
  });
  await client.upload(`${task}/file`, new Uint8Array([1, 2, 3]));
  const file = await client.download(`${task}/file`);
  if (m?.v.y[0] !== 5 || !file.equals(Buffer.from([1, 2, 3]))) {
    throw new Error("what was stored is not what is read");
  }
}
