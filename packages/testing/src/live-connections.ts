import { onTestFinished } from "vitest";
import type { LiveServer } from "./live-server.ts";
import { namedServer, runsOnNamedServer } from "./named-server.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** The options that every test server is started with. */
interface StartOptions {
  database: ":memory:";
  listen: false;
}

/** The options that every test connection is made with, besides the credentials. */
interface ConnectOptions {
  fetch: (request: Request) => Promise<Response>;
  retry: { retries: number; minDelay: number; maxDelay: number };
  env: NodeJS.ProcessEnv;
  cacheDir: string;
  onWarning: (message: string) => void;
}

/**
 * The two functions that make a live connection. They are handed in, so this package depends on neither the server nor
 * the client, and every package from the server up may depend on it.
 */
export interface LiveParts<TServer extends LiveServer, TConnection> {
  /** Starts a server, or returns one that is there: its `close()` is called once for each call of this. */
  startServer: (options: StartOptions) => Promise<TServer>;
  connect: (options: TServer["credentials"] & ConnectOptions) => Promise<TConnection>;
}

/** Options of a function that {@link liveConnections} returns. */
export interface LiveConnectionOptions<TServer> {
  /** A running server to connect to; it is left running. @default a new one, closed when the test ends */
  server?: TServer;
  /** Start a server although the environment names one: for tests that look at all that a server holds. @default false */
  own?: boolean;
}

/** A real server, a connection to it that can be cut, and the requests that went over it. */
export interface LiveConnection<TServer, TConnection> {
  server: TServer;
  connection: TConnection;
  /** Folder of the connection's local copies. */
  cacheDir: string;
  /** Endpoints called so far over `connection`, and the paths of files. */
  requests: readonly string[];
  /** Warnings so far, of all connections. */
  warnings: readonly string[];
  /** Makes every request fail from now on, as if the network were down; `false` mends it. */
  cut(isCut?: boolean): void;
  /**
   * Opens one more connection to the same server with the same cache, as another process of the same user would, whose
   * environment has these variables besides.
   */
  connectAgain(variables?: NodeJS.ProcessEnv): Promise<TConnection>;
}

/**
 * Returns the `liveConnection()` of a package's tests: each call gives a server in this process and a connection to it,
 * both closed when the running test ends. In a run of `pnpm test:official` it is the server that the environment names,
 * which has no more than a {@link LiveServer}.
 */
export function liveConnections<TServer extends LiveServer, TConnection extends { close(): Promise<void> }>(
  parts: LiveParts<TServer, TConnection>,
): (options?: LiveConnectionOptions<TServer>) => Promise<LiveConnection<TServer, TConnection>> {
  return async ({ server: running, own = false } = {}) => {
    const cacheDir = await temporaryFolder();
    const start = async () =>
      runsOnNamedServer && !own
        ? (namedServer() as TServer)
        : await parts.startServer({ database: ":memory:", listen: false });
    const server = running ?? (await start());
    if (running === undefined) {
      onTestFinished(() => server.close());
    }
    const requests: string[] = [];
    const warnings: string[] = [];
    const onWarning = (message: string) => void warnings.push(message);
    let isCut = false;
    const observed = async (request: Request) => {
      if (isCut) {
        throw new TypeError("fetch failed");
      }
      requests.push(new URL(request.url).pathname.replace(/^\/v[\d.]+\//, ""));
      return await server.fetch(request);
    };
    const open = async (fetch: ConnectOptions["fetch"], variables: NodeJS.ProcessEnv = {}) => {
      const retry = { retries: 1, minDelay: 1, maxDelay: 1 };
      const env = { ...server.env, ...variables };
      const connection = await parts.connect({ ...server.credentials, fetch, retry, env, cacheDir, onWarning });
      onTestFinished(() => connection.close());
      return connection;
    };
    return {
      server,
      connection: await open(observed),
      cacheDir,
      requests,
      warnings,
      cut: (next = true) => {
        isCut = next;
      },
      connectAgain: (variables) => open((request) => server.fetch(request), variables),
    };
  };
}
