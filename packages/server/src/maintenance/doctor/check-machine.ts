import { once } from "node:events";
import { statfs } from "node:fs/promises";
import { createServer } from "node:net";
import { formatSize } from "@clearml-ts/archive";
import { describeCause } from "../../data-folder/describe-cause.ts";
import type { Database } from "../../database/driver.ts";
import { type Finding, findingsOf } from "./finding.ts";

/** Looks how much room there is. */
export async function checkDisk(dataDir: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(dataDir);
  return judgeSpace(bavail * bsize);
}

/** Says whether a number of free bytes is enough. */
export function judgeSpace(free: number): Finding {
  const { ok, warning, problem } = findingsOf("disk");
  const message = `${formatSize(free)} are free`;
  if (free < 100e6) {
    return problem(message, "Make room: without any, uploads and reports are refused.");
  }
  if (free < 2e9) {
    return warning(message, "Make room before it is used up.");
  }
  return ok(message);
}

/** Looks whether the clock goes back behind what was written already. */
export function checkClock(database: Database, now: Date): Finding {
  const { ok, warning } = findingsOf("clock");
  const newest = database.prepare("SELECT max(last_update) AS time FROM tasks").get<{ time: string | null }>()?.time;
  const ahead = newest ? Date.parse(newest) - now.getTime() : 0;
  return ahead > 60_000
    ? warning(
        `it says ${now.toISOString()}, but a task was changed at ${newest}`,
        "Set the clock: tokens depend on it.",
      )
    : ok(`it says ${now.toISOString()}`);
}

/** Where a server is to listen. */
export interface ListenPlace {
  readonly host: string;
  readonly ports: { readonly api: number; readonly web: number; readonly files: number };
  /** Whether a server works on the folder: then it may be what listens. */
  readonly isRunning: boolean;
}

/** Looks whether the ports of a server can be listened on. */
export async function checkPorts({ host, ports, isRunning }: ListenPlace): Promise<Finding[]> {
  const { ok, warning } = findingsOf("ports");
  const taken: { port: number; reason: string }[] = [];
  for (const port of Object.values(ports)) {
    const reason = port === 0 ? undefined : await whyNot(host, port);
    if (reason !== undefined) {
      taken.push({ port, reason });
    }
  }
  if (taken.length === 0) {
    return [ok(`${Object.values(ports).join(", ")} of ${host} are free`)];
  }
  if (isRunning) {
    return [ok(`${taken.map(({ port }) => port).join(", ")} of ${host} are taken, maybe by the server`)];
  }
  return taken.map(({ port, reason }) =>
    warning(`${port}: ${reason}`, "Stop what listens there, or choose another one."),
  );
}

/** Returns the system's reason against listening on a port; `undefined` when it can be done. */
async function whyNot(host: string, port: number): Promise<string | undefined> {
  const server = createServer().listen(port, host);
  try {
    await once(server, "listening");
    return undefined;
  } catch (error) {
    return describeCause(error);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}
