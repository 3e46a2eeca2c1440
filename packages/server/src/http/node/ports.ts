import { ListenError, PortInUseError } from "../../errors.ts";
import { Closers } from "../../startup/closers.ts";
import type { PartHandlers } from "../../startup/server.ts";
import type { ServerUrls } from "../../startup/server-urls.ts";
import { type Listener, listen } from "./node-listener.ts";

/** The three open ports of a server. */
export interface OpenPorts {
  readonly urls: ServerUrls;
  close(): Promise<void>;
}

/** Time in which the body of a call has to come. */
const LONGEST_CALL_MS = 300_000;

/** Where to listen. */
export interface PortsConfig {
  readonly host: string;
  readonly ports: Readonly<Record<keyof ServerUrls, number>>;
}

/**
 * Opens the three ports of a server, or none.
 *
 * @throws {@link PortInUseError} when something else listens on one of them.
 * @throws {@link ListenError} when the system refuses otherwise.
 */
export async function openPorts(handlers: PartHandlers, { host, ports }: PortsConfig): Promise<OpenPorts> {
  const opened = new Closers();
  const open = async (part: keyof ServerUrls): Promise<string> => {
    let listener: Listener;
    try {
      listener = await listen(handlers[part], {
        host,
        port: ports[part],
        compress: part !== "files",
        // An upload has as long as it takes at a pace that is not too slow; a call is not an upload.
        ...(part === "api" && { pace: { longest: LONGEST_CALL_MS } }),
      });
    } catch (cause) {
      const inUse = cause instanceof Error && "code" in cause && cause.code === "EADDRINUSE";
      throw new (inUse ? PortInUseError : ListenError)(host, ports[part], part, { cause });
    }
    opened.add(() => listener.close());
    return `http://${reachableHost(host)}:${listener.port}`;
  };
  try {
    return {
      urls: { api: await open("api"), web: await open("web"), files: await open("files") },
      close: () => opened.run(),
    };
  } catch (error) {
    await opened.run();
    throw error;
  }
}

/** The name to write into an address: those that stand for "every network" cannot be called. */
function reachableHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") {
    return "127.0.0.1";
  }
  return host.includes(":") ? `[${host}]` : host;
}
