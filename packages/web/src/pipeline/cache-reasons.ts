import type { LogEvent } from "@clearml-ts/protocol";

/** Why a step ran, or did not. */
export interface CacheReason {
  isHit: boolean;
  reason: string;
}

/** The two lines in which our SDK says it on the console of a run. */
const HIT = /^Step \[(.+?)\] is taken from task \S+\. (.+)$/;
const MISS = /^Launching step \[(.+?)\]: not taken from the cache\. (.+)$/;

/** The reasons by the names of steps, as far as the console of a run has them. */
export function cacheReasons(events: readonly LogEvent[]): ReadonlyMap<string, CacheReason> {
  const reasons = new Map<string, CacheReason>();
  for (const line of events.flatMap(({ msg }) => msg.split("\n"))) {
    const hit = HIT.exec(line);
    const [, name, reason] = hit ?? MISS.exec(line) ?? [];
    if (name !== undefined && reason !== undefined) {
      reasons.set(name, { isHit: hit !== null, reason });
    }
  }
  return reasons;
}
