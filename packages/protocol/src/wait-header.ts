import type { EndpointName } from "./endpoints/endpoint-map.ts";

/**
 * The header by which a client says for how many milliseconds the embedded server may hold an empty answer back. The official
 * server does not know it, and answers at once.
 */
export const WAIT_HEADER = "x-clearml-ts-wait";

/** The longest time for which an answer is held back, in milliseconds: proxies give up on silent answers after a minute or more. */
export const LONGEST_WAIT_MS = 60_000;

/** Endpoints whose empty answers can be held back until there is something to answer. */
export type WaitingEndpointName = Extract<EndpointName, "queues.get_next_task" | "tasks.get_all">;
