import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { type Connection, connect } from "@clearml-ts/client";
import { CHAMPION, getChampion, Model } from "@clearml-ts/models";
import fc from "fast-check";
import { programEnvironment } from "../program-environment.ts";
import { startSoakedServer } from "../soaked-server.ts";

const program = fileURLToPath(new URL("promoting-program.ts", import.meta.url));

const place = { project: "soak champions", mainMetric: "R2" };

/** The options of a campaign in which two programs promote models at once. */
export interface ChampionCampaignOptions {
  /** The words of the command `clearml-ts`. */
  readonly command: readonly string[];
  /** Folder for the server and the caches. */
  readonly folder: string;
  readonly seed: number;
  readonly rounds: number;
  /** Told after every round. */
  readonly onProgress?: (rounds: number, faults: readonly string[]) => void;
}

/** The result of all promotions. */
export interface ChampionCampaignReport {
  readonly rounds: number;
  /** Every round that did not leave its best model as the only champion, or had a moment without one; one sentence each. */
  readonly faults: readonly string[];
  /** Rounds in which both models were registered as champions for a moment. */
  readonly overlaps: number;
  /** How often the champion was asked for while it changed. */
  readonly looks: number;
}

/** How much better than the champion each of the two models is; sometimes they are equal. */
const gains = fc.oneof(
  fc.record({ left: fc.integer({ min: 1, max: 9 }), right: fc.integer({ min: 1, max: 9 }) }),
  fc.integer({ min: 1, max: 9 }).map((gain) => ({ left: gain, right: gain })),
);

/** Lets two programs promote models at the same moment, again and again, and looks at the champion meanwhile and afterwards. */
export async function promoteAtOnce(options: ChampionCampaignOptions): Promise<ChampionCampaignReport> {
  const { command, folder, seed, rounds, onProgress } = options;
  const faults: string[] = [];
  let [overlaps, looks] = [0, 0];
  await using server = await startSoakedServer({ command, dataDir: join(folder, "server") });
  const env = programEnvironment(server.address, join(folder, "cache"));
  await using connection = await connect({ env });
  await using left = await Promoter.start(env);
  await using right = await Promoter.start(env);
  let best = 1;
  await left.promote("first", best);

  for (const [index, gain] of fc.sample(gains, { seed, numRuns: rounds }).entries()) {
    const candidates = [
      [left, `left-${index}`, best + gain.left],
      [right, `right-${index}`, best + gain.right],
    ] as const;
    best += Math.max(gain.left, gain.right);
    const watch = new ChampionWatch(connection);
    const decisions = await Promise.all(candidates.map(([promoter, name, value]) => promoter.promote(name, value)));
    const { looks: looked, gaps } = await watch.end();
    looks += looked;
    if (gaps > 0) {
      faults.push(`round ${index}: there was no champion at ${gaps} of ${looked} moments`);
    }
    const champions = await taggedModels(connection);
    if (champions.length !== 1 || champions[0]?.metadata["main_metric_value"] !== best) {
      const found = champions.map(({ name, metadata }) => `${name} (${String(metadata["main_metric_value"])})`);
      faults.push(`round ${index}: the champions are ${found.join(", ") || "none"} instead of one with ${best}`);
    }
    if (!decisions.includes("promoted")) {
      faults.push(`round ${index}: neither program says that it has promoted a model`);
    }
    overlaps += Number((await registered(connection, index)) === 2);
    onProgress?.(index + 1, faults);
  }
  return { rounds, faults, overlaps, looks };
}

async function taggedModels(connection: Connection): Promise<Model[]> {
  const models: Model[] = [];
  for await (const model of Model.list({ project: place.project, tags: [CHAMPION] }, { connection })) {
    models.push(model);
  }
  return models;
}

/** How many of the two models of a round are in the registry: one that comes too late is not even registered. */
async function registered({ services }: Connection, round: number): Promise<number> {
  const { models } = await services.models.getAll({ name: `^(left|right)-${round}$`, only_fields: ["id"] });
  return models.length;
}

/** Asks for the champion until it is ended. */
class ChampionWatch {
  #isOver = false;
  readonly #watching: Promise<{ looks: number; gaps: number }>;

  constructor(connection: Connection) {
    this.#watching = this.#watch(connection);
  }

  async end(): Promise<{ looks: number; gaps: number }> {
    this.#isOver = true;
    return await this.#watching;
  }

  async #watch(connection: Connection): Promise<{ looks: number; gaps: number }> {
    let [looks, gaps] = [0, 0];
    do {
      looks += 1;
      gaps += Number((await getChampion(place, { connection })) === undefined);
    } while (!this.#isOver);
    return { looks, gaps };
  }
}

/** A program that promotes the models that it is told about. */
class Promoter implements AsyncDisposable {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: AsyncIterator<string>;

  private constructor(env: Record<string, string>) {
    this.#child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), program, place.project], {
      stdio: ["pipe", "pipe", "inherit"],
      env: { PATH: process.env["PATH"], ...env },
    });
    const lines: Interface = createInterface({ input: this.#child.stdout });
    this.#lines = lines[Symbol.asyncIterator]();
  }

  static async start(env: Record<string, string>): Promise<Promoter> {
    const promoter = new Promoter(env);
    await promoter.#answer();
    return promoter;
  }

  /** Promotes a model, and returns the decision. */
  async promote(name: string, value: number): Promise<string> {
    this.#child.stdin.write(`${name} ${value}\n`);
    return (await this.#answer()).slice(name.length + 1);
  }

  async #answer(): Promise<string> {
    const { done, value } = await this.#lines.next();
    if (done) {
      throw new Error("A program that promotes models has ended.");
    }
    return value;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#child, "close");
    this.#child.stdin.end();
    await closed;
  }
}
