import { createStorage, type Fetch, type RetryPolicy, type Storage } from "@clearml-ts/storage";
import { readConfigFiles } from "./config/config-files.ts";
import { readEnvironment } from "./config/environment.ts";
import { type ConfigOptions, type ResolvedConfig, resolveConfig } from "./config/resolve-config.ts";
import { createServices, type Services } from "./services/services.ts";
import { Session } from "./session/session.ts";
import { createTransport } from "./transport/transport.ts";

/** How to connect to ClearML; what is left out comes from the environment, then from `clearml.conf`. */
export interface ConnectOptions extends ConfigOptions {
  /** Configuration file to read. @default `CLEARML_CONFIG_FILE`, or ~/trains.conf and ~/clearml.conf */
  configFile?: string | undefined;
  /** Environment variables. @default process.env */
  env?: NodeJS.ProcessEnv | undefined;
  /** Sends requests, to the API and the file server. @default axios for the API, the global fetch for files */
  fetch?: Fetch | undefined;
  /** What to do when a server is busy or cannot be reached. @default 8 more attempts within about two minutes */
  retry?: Partial<RetryPolicy> | undefined;
  /** Ends the attempt to connect. */
  signal?: AbortSignal | undefined;
}

/** A ClearML that is logged in to: everything that tasks, models and datasets need. */
export interface Connection extends AsyncDisposable {
  /** The configuration, every default filled in. Holds the credentials: keep it out of logs. */
  readonly config: ResolvedConfig;
  /** The calls themselves: token, retries, batches. */
  readonly session: Session;
  /** Every endpoint of the API as a typed method. */
  readonly services: Services;
  /** Files: the file server with its credentials, other hosts, folders, and the local cache. */
  readonly storage: Storage;
  /** Ends the session; calls under way reject. Closing twice is harmless. */
  close(): Promise<void>;
}

/**
 * Connects to ClearML: reads the configuration and logs in.
 * @throws {@link ConfigError} when it is not configured, {@link ConnectionError} when the server cannot be reached,
 * {@link AuthenticationError} when it does not accept the credentials
 */
export async function connect(options: ConnectOptions = {}): Promise<Connection> {
  const { env, configFile, fetch, retry, signal } = options;
  const environment = readEnvironment(env);
  const files = await readConfigFiles(environment, configFile);
  const config = resolveConfig(options, { environment, files });
  const session = await Session.open({ config, retry, transport: createTransport(config.apiServer, fetch) }, signal);
  const storage = createStorage({
    filesServer: config.filesServer,
    otherFilesServers: config.legacyFilesServers,
    cacheDir: config.cacheDir,
    cacheLimit: config.cacheLimit,
    authorize: () => session.authorize(),
    ...(fetch && { fetch }),
    ...(retry && { retry }),
  });
  return {
    config,
    session,
    services: createServices(session),
    storage,
    close: () => session.close(),
    [Symbol.asyncDispose]: () => session.close(),
  };
}
