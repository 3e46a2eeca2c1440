import { describe, type WireRequest } from "./wire-request.ts";

/** A request whose answer took long. */
export interface Cost {
  readonly status: number;
  readonly seconds: number;
}

/** The answers to the requests of one kind. */
export interface KindTally {
  count: number;
  /** The number of answers with each status. */
  readonly statuses: Record<number, number>;
  slowest: SlowRequest;
}

/** A request that took longer than others. */
export interface SlowRequest {
  readonly seconds: number;
  readonly number: number;
  readonly request: string;
}

/** Counts answers by what the requests tried. */
export class Tally {
  readonly kinds = new Map<string, KindTally>();

  add(number: number, wire: WireRequest, { status, seconds }: Cost): void {
    const known = this.kinds.get(wire.kind) ?? { count: 0, statuses: {}, slowest: { seconds: 0, number, request: "" } };
    this.kinds.set(wire.kind, known);
    known.count += 1;
    known.statuses[status] = (known.statuses[status] ?? 0) + 1;
    if (seconds > known.slowest.seconds) {
      known.slowest = { seconds, number, request: describe(wire) };
    }
  }
}
