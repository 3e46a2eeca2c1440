import { once } from "node:events";
import { readdirSync } from "node:fs";
import { type SoakedServer, type SoakedServerOptions, startSoakedServer } from "../soaked-server.ts";

/** A server whose event loop, descriptors and memory are watched while it is attacked. */
export interface WatchedServer extends SoakedServer {
  /** The longest time in which the event loop did nothing but compute, in milliseconds, since this was asked last. */
  longestBlock(): Promise<number>;
  /** Files, sockets and pipes that are open now; 0 where the system does not say. */
  descriptors(): number;
}

/** Starts a server that can be watched. */
export async function startWatchedServer(options: SoakedServerOptions): Promise<WatchedServer> {
  const monitor = new URL("loop-monitor.mjs", import.meta.url).href;
  const server = await startSoakedServer({ ...options, command: ["--import", monitor, ...options.command], ipc: true });
  const watched = {
    async longestBlock() {
      const answered = once(server.child, "message") as Promise<[{ longestBlockMs: number }]>;
      server.child.send("report");
      const [{ longestBlockMs }] = await answered;
      return longestBlockMs;
    },
    descriptors: () => entriesOf(`/proc/${server.pid}/fd`),
  };
  // The blocks until it was ready are not of interest.
  await watched.longestBlock();
  return Object.assign(server, watched);
}

function entriesOf(folder: string): number {
  try {
    return readdirSync(folder).length;
  } catch {
    return 0;
  }
}
