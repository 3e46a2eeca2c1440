import fc from "fast-check";
import type { ServerAddress } from "../../interop/fixtures/clearml-server.ts";
import { ApiClient } from "../api-client.ts";
import { integrityFaults } from "../integrity.ts";
import { startSoakedServer } from "../soaked-server.ts";
import { BATCH, ingest, type Ledger } from "./ingesting-client.ts";
import { lossesOf } from "./losses.ts";

/** The options of a campaign of kills. */
export interface KillOptions {
  readonly command: readonly string[];
  readonly dataDir: string;
  readonly seed: number;
  /** The number of kills. */
  readonly kills: number;
  /** Clients that write at the same time. @default 4 */
  readonly clients?: number;
  /** Told after every kill. */
  readonly onProgress?: (kills: number, faults: readonly string[]) => void;
}

/** The result of all kills. */
export interface KillReport {
  readonly kills: number;
  /** Everything that is missing, wrong or half there, and every refusal; one sentence each. */
  readonly faults: readonly string[];
  /** The number of acknowledged writes, by kind. */
  readonly acknowledged: {
    readonly scalars: number;
    readonly lines: number;
    readonly edits: number;
    readonly files: number;
  };
  /** The seconds that each start on the folder of a killed server took. */
  readonly secondsToReady: readonly number[];
}

/** Kills a server again and again while clients write to it, and looks each time whether what it acknowledged is there. */
export async function killAgainAndAgain({
  command,
  dataDir,
  seed,
  kills,
  clients = 4,
  onProgress,
}: KillOptions): Promise<KillReport> {
  const faults: string[] = [];
  const ledgers: Ledger[] = [];
  const secondsToReady: number[] = [];
  for (const [index, moment] of fc.sample(momentOfDeath, { seed, numRuns: kills }).entries()) {
    ledgers.push(...(await ingestUntilKilled({ command, dataDir, clients, moment })));
    await using server = await startSoakedServer({ command, dataDir });
    secondsToReady.push(server.secondsToReady);
    const client = await ApiClient.login(server.address);
    for (const ledger of ledgers.slice(-clients)) {
      faults.push(...(await lossesOf(client, ledger)));
    }
    faults.push(...integrityFaults(dataDir));
    // Everything that was there once must still be there at the end.
    if (index === kills - 1) {
      for (const ledger of ledgers) {
        faults.push(...(await lossesOf(client, ledger)));
      }
    }
    const { status, stderr } = await server.end("SIGTERM");
    if (status !== 0 || stderr !== "") {
      faults.push(`the server ended with status ${status} and said: ${stderr}`);
    }
    onProgress?.(index + 1, faults);
  }
  return { kills, faults: [...new Set(faults)], acknowledged: acknowledged(ledgers), secondsToReady };
}

/** After how many answers, and how much later than the last of them: in the middle of whatever is then under way. */
const momentOfDeath = fc.noBias(
  fc.record({ answers: fc.integer({ min: 0, max: 200 }), milliseconds: fc.integer({ min: 0, max: 40 }) }),
);

interface Doom {
  readonly command: readonly string[];
  readonly dataDir: string;
  readonly clients: number;
  readonly moment: { readonly answers: number; readonly milliseconds: number };
}

async function ingestUntilKilled({ command, dataDir, clients, moment }: Doom): Promise<Ledger[]> {
  await using doomed = await startSoakedServer({ command, dataDir });
  const writers = await Promise.all(Array.from({ length: clients }, () => newWriter(doomed.address)));
  let left = moment.answers;
  const onAnswer = () => {
    left -= 1;
    if (left === -1) {
      setTimeout(() => void doomed.end("SIGKILL"), moment.milliseconds);
    }
  };
  // Awaited here: the server is ended with this block.
  return await Promise.all(writers.map(({ client, task }) => ingest(client, task, onAnswer)));
}

async function newWriter(address: ServerAddress): Promise<{ client: ApiClient; task: string }> {
  const client = await ApiClient.login(address);
  const { id } = await client.call<{ id: string }>("tasks.create", { name: "ingest", type: "training" });
  return { client, task: id };
}

function acknowledged(ledgers: readonly Ledger[]): KillReport["acknowledged"] {
  const sum = (count: (ledger: Ledger) => number) => ledgers.reduce((total, ledger) => total + count(ledger), 0);
  return {
    scalars: sum(({ batches }) => batches.size * BATCH.scalars),
    lines: sum(({ batches }) => batches.size * BATCH.lines),
    edits: sum(({ comments }) => comments.size),
    files: sum(({ files }) => files.size),
  };
}
