import type { Fetch } from "@clearml-ts/storage";

/** The clock of a server beside that of this machine. */
export interface ClockReading {
  /** Milliseconds by which the server's clock is ahead; undefined while no answer has told its time. */
  skew: number | undefined;
}

/** Makes a fetch that reads the server's clock from the answers that go through it. */
export function clockReading(fetch: Fetch, now: () => number): { fetch: Fetch; clock: ClockReading } {
  const clock: ClockReading = { skew: undefined };
  return {
    clock,
    fetch: async (request) => {
      const sent = now();
      const response = await fetch(request);
      const time = Date.parse(response.headers.get("date") ?? "");
      if (!Number.isNaN(time)) {
        // The header has no fractions of a second, so on average half of one has passed.
        clock.skew = time + 500 - (sent + now()) / 2;
      }
      return response;
    },
  };
}
