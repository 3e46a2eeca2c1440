import type { Finding } from "../faults/finding.ts";
import type { WatchedServer } from "./watched-server.ts";

/** The longest time, in milliseconds, for which nothing that one client sends may block the event loop of a server on a quiet machine. */
export const LONGEST_BLOCK_MS = 250;

/** Something that is done to a running server by somebody who means it harm; `blockLimit`, in milliseconds, is the limit of the event loop. */
export type Attack = (server: WatchedServer, blockLimit: number) => Promise<Finding>;
