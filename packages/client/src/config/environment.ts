import { homedir, hostname, tmpdir } from "node:os";

/** The variables of the environment, as values: the one place where those of a process are read. */
export interface Environment {
  apiServer: string | undefined;
  webServer: string | undefined;
  filesServer: string | undefined;
  accessKey: string | undefined;
  secretKey: string | undefined;
  token: string | undefined;
  configFile: string | undefined;
  cacheDir: string | undefined;
  defaultOutputUri: string | undefined;
  workerName: string | undefined;
  /** Id of the task that this process runs; an agent sets it. */
  taskId: string | undefined;
  /** Yes where no task may be used again. */
  taskNoReuse: string | undefined;
  /** Yes where the program works without a server; the Python SDK also takes the version of an API for a yes. */
  offlineMode: string | undefined;
  /** First iteration of tasks that are continued. */
  iterationOffset: string | undefined;
  extraRetryCodes: string | undefined;
  /** Yes, no, or the path of a file of authorities. */
  verifyCertificate: string | undefined;
  /** Path of a file of authorities. */
  caFile: string | undefined;
  httpProxy: string | undefined;
  httpsProxy: string | undefined;
  noProxy: string | undefined;
  /** Keys and region of Amazon's own tools. */
  aws: Record<"key" | "secret" | "token" | "region" | "profile", string | undefined>;
  /** Path of a key file of Google's. */
  googleCredentials: string | undefined;
  /** Account of Azure's storage, its key, and whether Azure's own search is to find who the program is. */
  azure: Record<"account" | "key" | "useDefaultCredential", string | undefined>;
  /** Home folder of the user. */
  home: string;
  /** Folder for temporary files. */
  temporary: string;
  /** Name of this machine. */
  host: string;
  /** Every variable, for `${NAME}` in configuration files. */
  variables: NodeJS.ProcessEnv;
}

/** Reads the variables that ClearML knows; one that is empty or blank counts as not set. */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  const read = (...names: string[]) => names.map((name) => variables[name]?.trim()).find((value) => value);
  /** Variables that had another prefix when ClearML was called Trains; the new name wins. */
  const readEither = (name: string) => read(`CLEARML_${name}`, `TRAINS_${name}`);
  return {
    apiServer: readEither("API_HOST"),
    webServer: readEither("WEB_HOST"),
    filesServer: readEither("FILES_HOST"),
    accessKey: readEither("API_ACCESS_KEY"),
    secretKey: readEither("API_SECRET_KEY"),
    token: read("CLEARML_AUTH_TOKEN"),
    configFile: readEither("CONFIG_FILE"),
    cacheDir: readEither("CACHE_DIR"),
    defaultOutputUri: readEither("DEFAULT_OUTPUT_URI"),
    workerName: readEither("WORKER_NAME"),
    taskId: readEither("TASK_ID"),
    taskNoReuse: readEither("TASK_NO_REUSE"),
    offlineMode: readEither("OFFLINE_MODE"),
    iterationOffset: read("CLEARML_SET_ITERATION_OFFSET"),
    extraRetryCodes: read("CLEARML_API_EXTRA_RETRY_CODES"),
    verifyCertificate: readEither("API_HOST_VERIFY_CERT"),
    caFile: read("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"),
    httpProxy: read("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"),
    httpsProxy: read("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"),
    noProxy: read("no_proxy", "NO_PROXY"),
    aws: {
      key: read("AWS_ACCESS_KEY_ID"),
      secret: read("AWS_SECRET_ACCESS_KEY"),
      token: read("AWS_SESSION_TOKEN"),
      region: read("AWS_DEFAULT_REGION"),
      profile: read("AWS_PROFILE"),
    },
    googleCredentials: read("GOOGLE_APPLICATION_CREDENTIALS"),
    azure: {
      account: read("AZURE_STORAGE_ACCOUNT"),
      key: read("AZURE_STORAGE_KEY"),
      useDefaultCredential: read("CLEARML_AZURE_STORAGE_USE_DEFAULT_CREDENTIAL"),
    },
    home: read("HOME", "USERPROFILE") ?? homedir(),
    temporary: tmpdir(),
    host: hostname(),
    variables,
  };
}
