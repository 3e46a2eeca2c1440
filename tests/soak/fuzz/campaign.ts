import fc from "fast-check";
import { ApiClient } from "../api-client.ts";
import type { SoakedServer } from "../soaked-server.ts";
import { apiRequest } from "./api-request.ts";
import { Cast } from "./cast.ts";
import { endpointForms } from "./endpoint-schemas.ts";
import { Exchange } from "./exchange.ts";
import { fileRequest } from "./file-request.ts";
import { hugeRequest } from "./huge-request.ts";
import { pageRequest, rawRequest } from "./raw-request.ts";
import { signInRequest } from "./sign-in-request.ts";
import { faultOf } from "./verdict.ts";
import { describe, type WireRequest } from "./wire-request.ts";

/** How to attack a server. */
export interface FuzzOptions {
  readonly seed: number;
  readonly requests: number;
  /** Send only the request of this number. */
  readonly only?: number | undefined;
  /** How many requests there are to one with a body of 50 MB; 0 for none. @default 2500 */
  readonly hugeEvery?: number;
  /** Told after every thousand requests. */
  readonly onProgress?: (sent: number) => void;
  /** Told of a request that was answered as it must not be. */
  readonly onFault?: (fault: Fault) => void;
}

/** A request that was answered as it must not be. */
export interface Fault {
  readonly number: number;
  readonly what: string;
  readonly request: string;
}

/** How long requests of one kind took. */
export interface KindTally {
  count: number;
  readonly statuses: Record<number, number>;
  slowest: { seconds: number; number: number; request: string };
}

/** What became of the requests. */
export interface FuzzReport {
  readonly faults: readonly Fault[];
  readonly kinds: ReadonlyMap<string, KindTally>;
}

/** Requests between two renewals of what they are about. */
const GENERATION = 500;

/**
 * Sends requests that no client should send, one after the other, and judges each answer. The request of a number follows
 * from the seed and the number alone, but for the ids of what it is about.
 */
export async function fuzz(
  server: SoakedServer,
  { seed, requests, only, hugeEvery = 2500, onProgress, onFault }: FuzzOptions,
): Promise<FuzzReport> {
  const { address } = server;
  const cast = new Cast(address);
  await cast.renew();
  const ordinary = fc.oneof(
    { weight: 78, arbitrary: apiRequest(address, await endpointForms(address), cast) },
    { weight: 12, arbitrary: fileRequest(cast) },
    { weight: 4, arbitrary: await signInRequest(address) },
    { weight: 4, arbitrary: rawRequest(address) },
    { weight: 2, arbitrary: pageRequest },
  );
  const huge = hugeRequest(address, cast);
  const faults: Fault[] = [];
  const kinds = new Map<string, KindTally>();
  using exchange = new Exchange();

  const blame = (fault: Fault) => {
    faults.push(fault);
    onFault?.(fault);
  };
  const attempt = async (number: number) => {
    const isHuge = hugeEvery > 0 && number % hugeEvery === hugeEvery - 1;
    const [wire] = fc.sample(isHuge ? huge : ordinary, { seed: mix(seed, number), numRuns: 1 });
    if (!wire) return;
    const what = await tryOut(server, exchange, wire, (status, seconds) =>
      tally(kinds, wire, { number, status, seconds }),
    );
    if (what !== undefined) blame({ number, what, request: describe(wire) });
  };
  if (only !== undefined) {
    await attempt(only);
    return { faults, kinds };
  }
  for (let number = 0; number < requests && server.isAlive; number += 1) {
    if (number % GENERATION === 0 && number > 0) {
      // The owner works on as a normal client does: a refusal here is a failure of the server.
      await cast
        .renew()
        .catch((error: unknown) => blame({ number, what: `a normal client was refused: ${error}`, request: "" }));
    }
    if (number % 1000 === 0) onProgress?.(number);
    await attempt(number);
  }
  if (!server.isAlive)
    blame({ number: requests, what: "the process of the server ended", request: server.complaints() });
  return { faults, kinds };
}

async function tryOut(
  server: SoakedServer,
  exchange: Exchange,
  wire: WireRequest,
  measured: (status: number, seconds: number) => void,
): Promise<string | undefined> {
  try {
    const reply = await exchange.send(server.address[wire.part], wire);
    measured(reply.status, reply.seconds);
    const fault = faultOf(wire, reply);
    const complaint = server.complaints();
    if (complaint === "") return fault;
    return `${fault ?? "the server complained"}\n${complaint.slice(0, 1500)}`;
  } catch (error) {
    return `no answer: ${error}`;
  }
}

function tally(
  kinds: Map<string, KindTally>,
  wire: WireRequest,
  { number, status, seconds }: { number: number; status: number; seconds: number },
): void {
  const known = kinds.get(wire.kind) ?? { count: 0, statuses: {}, slowest: { seconds: 0, number: 0, request: "" } };
  kinds.set(wire.kind, known);
  known.count += 1;
  known.statuses[status] = (known.statuses[status] ?? 0) + 1;
  if (seconds > known.slowest.seconds) known.slowest = { seconds, number, request: describe(wire) };
}

/** A seed for each number that has nothing in common with those of its neighbours. */
function mix(seed: number, number: number): number {
  let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(number + 1, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return mixed ^ (mixed >>> 13);
}

/** Does what a normal client does, to see that the server still works. Rejects when it does not. */
export async function workNormally(server: SoakedServer): Promise<void> {
  const client = await ApiClient.login(server.address);
  const { id } = await client.call<{ id: string }>("tasks.create", { name: "after the soak", type: "training" });
  await client.batch("events.add_batch", [
    { type: "training_stats_scalar", task: id, metric: "m", variant: "v", iter: 1, value: 5 },
  ]);
  const { m } = await client.call<Record<string, { v: { y: number[] } }>>("events.scalar_metrics_iter_histogram", {
    task: id,
  });
  await client.upload(`${id}/file`, new Uint8Array([1, 2, 3]));
  const file = await client.download(`${id}/file`);
  if (m?.v.y[0] !== 5 || !file.equals(Buffer.from([1, 2, 3]))) throw new Error("What was stored is not what is read.");
}
