import type { SoakedServer } from "../soaked-server.ts";
import { Cast } from "./cast.ts";
import { Exchange } from "./exchange.ts";
import { prepareRequests, type RequestPlan } from "./requests.ts";
import { type KindTally, Tally } from "./tally.ts";
import { faultOf } from "./verdict.ts";
import { describe } from "./wire-request.ts";

/** The options of a campaign of requests. */
export interface FuzzOptions extends RequestPlan {
  readonly requests: number;
  /** Send only the request of this number. */
  readonly only?: number | undefined;
  /**
   * Seconds of the server's processor after which an answer is a fault; those to bodies of 50 MB are only measured. By the
   * clock alone, whatever else the machine does would be the server's fault. @default none
   */
  readonly patience?: number | undefined;
  /** Told of every thousandth request. */
  readonly onProgress?: ((sent: number) => void) | undefined;
  /** Told of a request that was answered as it must not be. */
  readonly onFault?: ((fault: Fault) => void) | undefined;
}

/** A request that was answered as it must not be. */
export interface Fault {
  readonly number: number;
  readonly what: string;
  readonly request: string;
}

/** The faults that a campaign found, and all answers counted. */
export interface FuzzReport {
  readonly faults: readonly Fault[];
  readonly kinds: ReadonlyMap<string, KindTally>;
}

/** Requests between two renewals of what they are about. */
const GENERATION = 500;

/** Sends requests that no client should send, one after the other, and judges each answer. */
export async function fuzz(server: SoakedServer, options: FuzzOptions): Promise<FuzzReport> {
  const cast = new Cast(server.address);
  await cast.renew();
  const attack = new Attack(server, options, await prepareRequests(server.address, cast, options));
  using _ = attack;
  const { requests, only, onProgress } = options;
  if (only !== undefined) {
    await attack.send(only);
  }
  for (let number = 0; only === undefined && number < requests && server.isAlive; number += 1) {
    if (number % 1000 === 0) {
      onProgress?.(number);
    }
    // The owner works on as a normal client does: a refusal here is a fault of the server.
    if (number % GENERATION === GENERATION - 1) {
      await cast.renew().catch((error: unknown) => attack.blame(number, error));
    }
    await attack.send(number);
  }
  if (!server.isAlive) {
    attack.blame(requests, "the process of the server ended");
  }
  return attack;
}

/** The state of a campaign. */
class Attack implements FuzzReport, Disposable {
  readonly faults: Fault[] = [];
  readonly #tally = new Tally();
  readonly #exchange = new Exchange();
  readonly #server: SoakedServer;
  readonly #options: FuzzOptions;
  readonly #request: Awaited<ReturnType<typeof prepareRequests>>;

  constructor(server: SoakedServer, options: FuzzOptions, request: Awaited<ReturnType<typeof prepareRequests>>) {
    this.#server = server;
    this.#options = options;
    this.#request = request;
  }

  get kinds(): ReadonlyMap<string, KindTally> {
    return this.#tally.kinds;
  }

  async send(number: number): Promise<void> {
    const wire = this.#request(number);
    const before = this.#server.processorSeconds();
    try {
      const reply = await this.#exchange.send(this.#server.address[wire.part], wire);
      this.#tally.add(number, wire, reply);
      const computed = Math.min(reply.seconds, this.#server.processorSeconds() - before);
      const isLate = wire.kind !== "body of 50 MB" && computed > (this.#options.patience ?? Number.POSITIVE_INFINITY);
      const fault = faultOf(wire, reply) ?? (isLate ? `took ${computed.toFixed(1)} s of the processor` : undefined);
      if (fault !== undefined) {
        this.blame(number, fault, describe(wire));
      }
    } catch (error) {
      this.blame(number, `no answer: ${error}`, describe(wire));
    }
    const complaint = this.#server.complaints();
    if (complaint !== "") {
      this.blame(number, `the server said: ${complaint.slice(0, 2000)}`, describe(wire));
    }
  }

  blame(number: number, what: unknown, request = ""): void {
    const fault = { number, what: String(what), request };
    this.faults.push(fault);
    this.#options.onFault?.(fault);
  }

  [Symbol.dispose](): void {
    this.#exchange[Symbol.dispose]();
  }
}
