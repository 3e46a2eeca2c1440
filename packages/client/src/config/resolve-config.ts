import { join } from "node:path";
import { ConfigError } from "../errors.ts";
import type { Environment } from "./environment.ts";
import { expandPath } from "./expand-path.ts";
import { type ConfigFile, type ConfigTree, readSettings } from "./hocon/hocon.ts";
import { type Network, resolveNetwork } from "./network.ts";
import { completeServers, type Servers } from "./servers.ts";
import { listAt, parseBoolean, positiveAt, textAt } from "./settings/setting-at.ts";
import { resolveStorage, type StorageSettings } from "./settings/storage-settings.ts";
import { printWithoutSecrets } from "./settings/without-secrets.ts";

/** Settings that a program can give itself; they win over the environment, which wins over configuration files. */
export interface ConfigOptions {
  /** Address of the API server. @default `CLEARML_API_HOST`, `api.api_server`, or https://api.clear.ml */
  apiServer?: string | undefined;
  /** Address of the web page. @default `CLEARML_WEB_HOST`, `api.web_server`, or guessed from the API server */
  webServer?: string | undefined;
  /** Address of the file server. @default `CLEARML_FILES_HOST`, `api.files_server`, or guessed from the web page */
  filesServer?: string | undefined;
  /** Access key of the credentials. @default `CLEARML_API_ACCESS_KEY`, or `api.credentials.access_key` */
  accessKey?: string | undefined;
  /** Secret key of the credentials. @default `CLEARML_API_SECRET_KEY`, or `api.credentials.secret_key` */
  secretKey?: string | undefined;
  /** Bearer token to use in place of a key pair. @default `CLEARML_AUTH_TOKEN` */
  token?: string | undefined;
  /** Folder for copies of remote files. @default `CLEARML_CACHE_DIR`, `sdk.storage.cache.default_base_dir`, or ~/.clearml/cache */
  cacheDir?: string | undefined;
  /** Name that the server shows for this process. @default `CLEARML_WORKER_NAME`, or the name of this machine */
  workerName?: string | undefined;
}

/** A key pair or a token, by which a program proves who it is. */
export type Credentials = { kind: "keys"; accessKey: string; secretKey: string } | { kind: "token"; token: string };

/** The configuration of a connection, every default filled in. */
export interface ResolvedConfig extends Servers {
  /** How to log in. */
  credentials: Credentials;
  /** Earlier addresses of the file server, whose files are still read with the same credentials. */
  legacyFilesServers: string[];
  /** Folder for copies of remote files. */
  cacheDir: string;
  /** Copies kept in each part of the cache. */
  cacheLimit: number;
  /** Address to which tasks put their artifacts and models unless they say otherwise. */
  defaultOutputUri: string | undefined;
  /** Name that the server shows for this process. */
  workerName: string;
  /** Id of the task that an agent runs in this process; undefined where no agent started it. */
  taskId: string | undefined;
  /** Whether the last task of a program is never used again (`CLEARML_TASK_NO_REUSE`). */
  neverReuseTasks: boolean;
  /** First iteration of tasks that are continued (`CLEARML_SET_ITERATION_OFFSET`). */
  iterationOffset: number | undefined;
  /** Longest body of a batch, in bytes. */
  maxRequestSize: number;
  /** Answers to be tried again, besides those that always are. */
  extraRetryCodes: number[];
  /** Seconds before its end at which a token is replaced. */
  tokenThreshold: number;
  /** Seconds that tokens are asked to last; undefined leaves it to the server. */
  tokenLifetime: number | undefined;
  /** Whose certificates count, and through which proxies requests go. */
  network: Network;
  /** Access to stores such as S3, and the bounds of the cache. Its fields hold secrets. */
  storage: StorageSettings;
  /** Everything that the configuration files say. */
  settings: ConfigTree;
}

/** Sources of the settings that the options of {@link resolveConfig} leave open. */
export interface ConfigSources {
  environment: Environment;
  files: readonly ConfigFile[];
}

/**
 * Decides every setting of a connection: option, then environment variable, then configuration file, then default.
 * @throws {@link ConfigError} when credentials are missing, or a setting cannot be read.
 */
export function resolveConfig(options: ConfigOptions, { environment, files }: ConfigSources): ResolvedConfig {
  const settings = readSettings(files, environment.variables);
  const servers = completeServers({
    apiServer:
      options.apiServer ?? environment.apiServer ?? textAt(settings, "api.api_server") ?? textAt(settings, "api.host"),
    webServer: options.webServer ?? environment.webServer ?? textAt(settings, "api.web_server"),
    filesServer: options.filesServer ?? environment.filesServer ?? textAt(settings, "api.files_server"),
  });
  const cacheDir =
    options.cacheDir ??
    environment.cacheDir ??
    textAt(settings, "sdk.storage.cache.default_base_dir") ??
    "~/.clearml/cache";
  return printWithoutSecrets({
    ...servers,
    credentials: resolveCredentials(options, environment, settings, files),
    legacyFilesServers: legacyFilesServers(servers, settings),
    cacheDir: expandPath(cacheDir, environment.home, environment.variables),
    cacheLimit: positiveAt(settings, "sdk.storage.cache.default_cache_manager_size") ?? 100,
    defaultOutputUri: defaultOutputUri(environment, settings, servers),
    workerName: options.workerName ?? environment.workerName ?? environment.host,
    taskId: environment.taskId,
    neverReuseTasks: parseBoolean(environment.taskNoReuse ?? "no") ?? false,
    iterationOffset: iterationOffset(environment),
    maxRequestSize: positiveAt(settings, "api.http.max_req_size") ?? 15 * 1024 * 1024,
    extraRetryCodes: extraRetryCodes(environment, settings),
    tokenThreshold: positiveAt(settings, "api.auth.token_expiration_threshold_sec") ?? 360,
    tokenLifetime: positiveAt(settings, "api.auth.req_token_expiration_sec"),
    network: resolveNetwork(environment, settings),
    storage: resolveStorage(environment, settings),
    settings,
  });
}

function resolveCredentials(
  options: ConfigOptions,
  environment: Environment,
  settings: ConfigTree,
  files: readonly ConfigFile[],
): Credentials {
  if (options.token !== undefined) {
    return { kind: "token", token: options.token };
  }
  const isExplicit = options.accessKey !== undefined && options.secretKey !== undefined;
  if (!isExplicit && environment.token !== undefined) {
    return { kind: "token", token: environment.token };
  }
  const accessKey = options.accessKey ?? environment.accessKey ?? textAt(settings, "api.credentials.access_key");
  const secretKey = options.secretKey ?? environment.secretKey ?? textAt(settings, "api.credentials.secret_key");
  if (accessKey !== undefined && secretKey !== undefined) {
    return { kind: "keys", accessKey, secretKey };
  }
  throw new ConfigError(howToConfigure(accessKey, secretKey, environment, files));
}

function howToConfigure(
  accessKey: string | undefined,
  secretKey: string | undefined,
  environment: Environment,
  files: readonly ConfigFile[],
): string {
  const missing = accessKey ? "the secret key is" : secretKey ? "the access key is" : "credentials are";
  const read = files.map(({ path }) => path).join(" and ") || "no configuration file";
  const gone =
    environment.configFile !== undefined && files.length === 0
      ? ` (CLEARML_CONFIG_FILE names ${environment.configFile}, which does not exist)`
      : "";
  return [
    `ClearML is not configured: ${missing} missing; ${read} was read${gone}. Either`,
    "  - set CLEARML_API_HOST, CLEARML_API_ACCESS_KEY and CLEARML_API_SECRET_KEY, or",
    `  - put api { … } from the web page (Settings, Workspace, Create new credentials) into ${join(environment.home, "clearml.conf")}, or`,
    "  - start a server of your own with `npx clearml-ts server`, which prints both.",
  ].join("\n");
}

function iterationOffset({ iterationOffset: text }: Environment): number | undefined {
  if (text === undefined || Number.isSafeInteger(Number(text))) {
    return text === undefined ? undefined : Number(text);
  }
  throw new ConfigError(`CLEARML_SET_ITERATION_OFFSET is ${JSON.stringify(text)}; it must be a whole number.`);
}

function extraRetryCodes({ extraRetryCodes: text }: Environment, settings: ConfigTree): number[] {
  const codes = text?.split(",") ?? listAt(settings, "api.http.extra_retry_codes");
  return codes
    .map((code) => code.trim())
    .filter((code) => code !== "")
    .map((code) => {
      if (/^[1-5]\d\d$/.test(code)) {
        return Number(code);
      }
      const setting = "CLEARML_API_EXTRA_RETRY_CODES or api.http.extra_retry_codes";
      throw new ConfigError(`${setting} has ${JSON.stringify(code)}, which is not the status of an HTTP answer.`);
    });
}

/** `true` means the file server, any other text an address. */
function defaultOutputUri(
  environment: Environment,
  settings: ConfigTree,
  { filesServer }: Servers,
): string | undefined {
  const uri = environment.defaultOutputUri ?? textAt(settings, "sdk.development.default_output_uri");
  const isSwitch = uri === undefined ? false : parseBoolean(uri);
  if (isSwitch === undefined) {
    return uri;
  }
  return isSwitch ? filesServer : undefined;
}

function legacyFilesServers({ apiServer }: Servers, settings: ConfigTree): string[] {
  const configured = listAt(settings, "sdk.storage.http.legacy_fileservers");
  // The hosted ClearML had another file server once, and its records still point there.
  return apiServer.endsWith(".clear.ml") ? [...configured, "https://files.community.clear.ml"] : configured;
}
