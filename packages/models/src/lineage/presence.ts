import type { Storage } from "@clearml-ts/storage";

/** Whether something is still there; unknown where nobody could be asked. */
export type Presence = "present" | "missing" | "unknown";

/** Milliseconds after which a store that does not answer is left alone. */
const PATIENCE = 30_000;

/** Tells whether an object is still where an address points. */
export async function presenceOf(storage: Storage, url: string | undefined): Promise<Presence> {
  if (!url) {
    return "missing";
  }
  try {
    return (await storage.exists(url, { signal: AbortSignal.timeout(PATIENCE) })) ? "present" : "missing";
  } catch {
    // A store that cannot be asked from here says nothing about what it holds.
    return "unknown";
  }
}

/** The presence of several things together: the first that is missing decides, then the first that is unknown. */
export function allPresent(presences: readonly Presence[]): Presence {
  return (["missing", "unknown"] as const).find((presence) => presences.includes(presence)) ?? "present";
}
