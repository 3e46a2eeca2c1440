import { isIP } from "node:net";
import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../errors.ts";
import type { Clock } from "../../values/clock.ts";
import { AttemptCounter } from "./attempt-counter.ts";

/** Attempts a minute at one name, or one key pair, from one address. */
const PER_NAME = 10;

/** Attempts a minute from one address, whatever names it tries. */
const PER_ADDRESS = 60;

/** One attempt to be let in by a secret that has to be looked at. */
export interface Attempt {
  /**
   * Counts the attempt, before the secret is looked at: many may be sent at once. Counting it again changes nothing.
   *
   * @throws {@link ApiFailure} 429/0 when there were too many.
   */
  begin(): void;
  /** Says that the secret was right: nothing is held against the next attempts at this name. */
  succeed(): void;
}

/** Lets secrets be guessed so often and no more: for each name and address, and for each address whatever the name. */
export class Attempts {
  readonly #byName: AttemptCounter;
  readonly #byAddress: AttemptCounter;

  constructor(clock: Clock) {
    this.#byName = new AttemptCounter(clock, PER_NAME);
    this.#byAddress = new AttemptCounter(clock, PER_ADDRESS);
  }

  /** An attempt at a name, or an access key, from an address. */
  from(address: string, name: string): Attempt {
    const network = networkOf(address);
    const key = `${network} ${name}`;
    let isCounted = false;
    return {
      begin: () => {
        if (isCounted) {
          return;
        }
        isCounted = true;
        // Both are counted, whatever the first one says.
        const [byName, byAddress] = [this.#byName.begin(key), this.#byAddress.begin(network)];
        if (!byName || !byAddress) {
          throw new ApiFailure(results.tooManyRequests, { detail: "too many attempts, wait a minute" });
        }
      },
      succeed: () => {
        if (isCounted) {
          this.#byName.forget(key);
          this.#byAddress.takeBack(network);
        }
      },
    };
  }
}

/** The address itself, or the network that a household or a company has of IPv6 addresses: it can use all of them. */
function networkOf(address: string): string {
  const mapped = /^::ffff:(?<v4>[\d.]+)$/i.exec(address)?.groups?.["v4"];
  if (mapped !== undefined || isIP(address) !== 6) {
    return mapped ?? address;
  }
  const [front = "", back] = address.split("::");
  const groups = front.split(":");
  const missing = back === undefined ? 0 : 8 - groups.length - back.split(":").length;
  return [...groups, ...Array<string>(Math.max(missing, 0)).fill("0"), ...(back ?? "").split(":")]
    .slice(0, 4)
    .join(":");
}
