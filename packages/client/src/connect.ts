import { createStorage, type Fetch, type RetryPolicy, type StorageDriver } from "@clearml-ts/storage";
import { readConfigFiles } from "./config/config-files.ts";
import { readEnvironment } from "./config/environment.ts";
import { wayTo } from "./config/network.ts";
import { type ConfigOptions, resolveConfig } from "./config/resolve-config.ts";
import { type Connection, type ConnectionParts, LoggedInConnection } from "./connection.ts";
import { OfflineError } from "./errors.ts";
import { isOffline } from "./offline-mode.ts";
import { createLists } from "./services/lists.ts";
import { createServices } from "./services/services.ts";
import { Session } from "./session/session.ts";
import { readCertificates } from "./transport/certificates.ts";
import { networkFetch } from "./transport/network-fetch.ts";
import { createTransport } from "./transport/transport.ts";
import { warnOnce } from "./warn-once.ts";

/** Options of {@link connect}; those that are left out come from the environment, then from `clearml.conf`. */
export interface ConnectOptions extends ConfigOptions {
  /** Configuration file to read. @default `CLEARML_CONFIG_FILE`, or ~/trains.conf and ~/clearml.conf */
  configFile?: string | undefined;
  /** Environment variables. @default process.env */
  env?: NodeJS.ProcessEnv | undefined;
  /** Sends requests, to the API and the file server. @default axios for the API, the global fetch for files */
  fetch?: Fetch | undefined;
  /** Attempts and pauses when a server is busy or cannot be reached. @default 8 more attempts within about two minutes */
  retry?: Partial<RetryPolicy> | undefined;
  /**
   * Longest time of one call, all its attempts included, and of all calls of one operation together, such as
   * `dataset.finalize()`, in milliseconds. Connecting takes a minute at most, and 50 KiB of a file prolong its transfer by a
   * second.
   * @default 5 minutes
   */
  timeout?: number | undefined;
  /** Drivers for further kinds of store; they are asked before the built-in ones. @default none */
  drivers?: readonly StorageDriver[] | undefined;
  /** Tells people of a problem that no error reports; called once for each text. @default console.warn */
  onWarning?: ((message: string) => void) | undefined;
  /** Ends the attempt to connect. */
  signal?: AbortSignal | undefined;
}

/**
 * Connects to ClearML: reads the configuration and logs in.
 * @throws {@link ConfigError} when it is not configured, or a setting makes no sense.
 * @throws {@link ConnectionError} when the server cannot be reached within a minute.
 * @throws {@link AuthenticationError} when it does not accept the credentials.
 * @throws {@link OfflineError} when the program works offline and no `fetch` of its own is given.
 */
export async function connect(options: ConnectOptions = {}): Promise<Connection> {
  return new LoggedInConnection(await openConnection(options));
}

/** Makes the parts of a connection, logged in. */
export async function openConnection(options: ConnectOptions): Promise<ConnectionParts> {
  const { env, configFile, drivers = [], retry, timeout, signal } = options;
  const environment = readEnvironment(env);
  if (options.fetch === undefined && isOffline(environment)) {
    throw new OfflineError("Connecting to ClearML");
  }
  const files = await readConfigFiles(environment, configFile);
  const config = resolveConfig(options, { environment, files });
  const warn = warnOnce(options.onWarning ?? console.warn);
  const certificates = await readCertificates(config.network);
  const fetch = options.fetch ?? networkFetch(config.network, certificates);
  if (options.fetch === undefined && !config.network.verifyCertificate) {
    warn(
      "Certificates are not verified (api.verify_certificate, CLEARML_API_HOST_VERIFY_CERT): anybody between here and the server can read and change what is sent.",
    );
  }
  const way = options.fetch ? undefined : wayTo(new URL(config.apiServer), config.network).kind;
  // Only a proxy needs a fetch that knows of it: Node's own sockets cost half the processor time.
  const transport = await createTransport(config.apiServer, {
    ...((way === undefined || way === "proxy") && { fetch }),
    ...(way === "certificates" && { certificates }),
  });
  const session = await Session.open({ config, retry, timeout, transport }, signal);
  const storage = createStorage({
    filesServer: config.filesServer,
    otherFilesServers: config.legacyFilesServers,
    cacheDir: config.cacheDir,
    cacheLimit: config.cacheLimit,
    ...config.storage,
    authorize: () => session.authorize(),
    drivers,
    ...(fetch && { fetch }),
    ...(retry && { retry }),
    timeout,
  });
  return { config, session, services: createServices(session), lists: createLists(session), storage, warn };
}
