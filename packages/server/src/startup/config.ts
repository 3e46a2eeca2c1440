import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** Whose data folder is meant. */
export interface DataDirOptions {
  /** The folder of the server. @default `CLEARML_TS_DATA_DIR`, else `~/.clearml-ts` */
  dataDir?: string;
  /** The environment that `CLEARML_TS_DATA_DIR` is read from. @default process.env */
  env?: NodeJS.ProcessEnv;
}

/** How to start a server. */
export interface StartServerOptions {
  /** Folder of the database, the files and the key pair. @default `CLEARML_TS_DATA_DIR`, else `~/.clearml-ts` */
  dataDir?: string;
  /** Keeps everything in memory and a temporary folder, for tests: gone on close. */
  database?: ":memory:";
  /** Whether to listen on ports; without, the server is reached through `server.fetch` only. @default true */
  listen?: boolean;
  /** Address to listen on; only this machine can reach the default. @default "127.0.0.1" */
  host?: string;
  /** Port of the API, 0 for any free one. @default 8008 */
  apiPort?: number;
  /** Port of the page, 0 for any free one. @default 8080 */
  webPort?: number;
  /** Port of the file store, 0 for any free one. @default 8081 */
  filesPort?: number;
  /** Folder with a build of the official web UI, to be served on the web port. @default the page of this package */
  webapp?: string;
  /** Key to accept besides those made before; needs `secretKey`. @default the pair made on the first start */
  accessKey?: string;
  /** Secret that goes with `accessKey`. */
  secretKey?: string;
  /** The clock. @default the system's */
  now?: () => Date;
  /** Told of errors inside the server that no caller is at fault for. @default prints them on stderr */
  onError?: (error: unknown, where: string) => void;
  /** Told what whoever runs the server should know, such as that others could read its folder. @default prints it on stderr */
  onWarning?: (message: string) => void;
  /** The environment that `CLEARML_TS_DATA_DIR` is read from. @default process.env */
  env?: NodeJS.ProcessEnv;
}

/** The options with every default applied. */
export interface ServerConfig {
  /** The folder, or `undefined` for a server in memory. */
  readonly dataDir: string | undefined;
  readonly listen: boolean;
  readonly host: string;
  readonly ports: { readonly api: number; readonly web: number; readonly files: number };
  /** The folder of the web UI, or `undefined` for the own page. */
  readonly webapp: string | undefined;
  readonly keyPair: KeyPair | undefined;
  readonly now: () => Date;
  readonly reportBug: (error: unknown, where: string) => void;
  readonly warn: (message: string) => void;
}

/** Finds the folder of a server: the one given, else that of the environment, else the default. */
export function resolveDataDir({ dataDir, env = process.env }: DataDirOptions): string {
  return resolve(dataDir ?? (env["CLEARML_TS_DATA_DIR"] || join(homedir(), ".clearml-ts")));
}

/** Describes the configuration for administrators: everything but secrets. */
export function describeConfig({ dataDir, listen, host, ports, webapp }: ServerConfig): Record<string, unknown> {
  return {
    ...(dataDir === undefined ? {} : { data_dir: dataDir }),
    listen,
    host,
    ports,
    ...(webapp === undefined ? {} : { webapp }),
  };
}

/** The key pair that a client signs in with. */
export interface KeyPair {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** Applies environment and defaults to the options. */
export function resolveConfig(options: StartServerOptions): ServerConfig {
  return {
    dataDir: options.database === ":memory:" ? undefined : resolveDataDir(options),
    listen: options.listen ?? true,
    host: options.host ?? "127.0.0.1",
    ports: { api: options.apiPort ?? 8008, web: options.webPort ?? 8080, files: options.filesPort ?? 8081 },
    webapp: options.webapp === undefined ? undefined : resolve(options.webapp),
    keyPair: resolveKeyPair(options),
    now: options.now ?? (() => new Date()),
    reportBug: options.onError ?? ((error, where) => console.error(`clearml-ts server: ${where} failed`, error)),
    warn: options.onWarning ?? ((message) => console.error(`clearml-ts server: ${message}`)),
  };
}

function resolveKeyPair({ accessKey, secretKey }: StartServerOptions): KeyPair | undefined {
  if (accessKey === undefined && secretKey === undefined) {
    return undefined;
  }
  if (!accessKey || !secretKey) {
    throw new TypeError("accessKey and secretKey go together: give both or neither.");
  }
  return { accessKey, secretKey };
}
