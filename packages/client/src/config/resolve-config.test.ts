import { expect, test } from "vitest";
import { ConfigError } from "../errors.ts";
import { readEnvironment } from "./environment.ts";
import { type ConfigOptions, resolveConfig } from "./resolve-config.ts";

const KEYS = { CLEARML_API_ACCESS_KEY: "ENVKEY", CLEARML_API_SECRET_KEY: "envsecret" };
const FILE = `api {
  api_server: http://file:8008/
  credentials { access_key: "FILEKEY", secret_key: "filesecret" }
}`;

function resolve(options: ConfigOptions, env: NodeJS.ProcessEnv = {}, text?: string) {
  const environment = readEnvironment({ HOME: "/home/me", ...env });
  return resolveConfig(options, { environment, files: text === undefined ? [] : [{ path: "clearml.conf", text }] });
}

test("an option wins over the environment, which wins over the file, which wins over the default", () => {
  const env = { ...KEYS, CLEARML_API_HOST: "http://env:8008" };
  expect(resolve({ apiServer: "http://option:8008" }, env, FILE).apiServer).toBe("http://option:8008");
  expect(resolve({}, env, FILE).apiServer).toBe("http://env:8008");
  expect(resolve({}, KEYS, FILE).apiServer).toBe("http://file:8008");
  expect(resolve({}, KEYS).apiServer).toBe("https://api.clear.ml");
});

test("an empty or blank variable counts as not set", () => {
  const env = { CLEARML_API_HOST: "", CLEARML_API_ACCESS_KEY: "  " };
  const { apiServer, credentials } = resolve({}, env, FILE);
  expect(apiServer).toBe("http://file:8008");
  expect(credentials).toEqual({ kind: "keys", accessKey: "FILEKEY", secretKey: "filesecret" });
});

test("variables of the time when ClearML was called Trains still count", () => {
  const env = { ...KEYS, TRAINS_API_HOST: "http://trains:8008" };
  expect(resolve({}, env).apiServer).toBe("http://trains:8008");
  expect(resolve({}, { ...env, CLEARML_API_HOST: "http://clearml:8008" }).apiServer).toBe("http://clearml:8008");
});

test.each([
  ["https://api.clear.ml", "https://app.clear.ml", "https://files.clear.ml"],
  ["https://api.example.com/", "https://app.example.com", "https://files.example.com"],
  ["https://demoapi.example.com", "https://demoapp.example.com", "https://demofiles.example.com"],
  ["http://localhost:8008", "http://localhost:8080", "http://localhost:8081"],
  ["http://10.0.0.1:8008/", "http://10.0.0.1:8080", "http://10.0.0.1:8081"],
])("the other servers of %s are guessed", (apiServer, webServer, filesServer) => {
  expect(resolve({ apiServer }, KEYS)).toMatchObject({ webServer, filesServer });
});

test("the file server is guessed from the web server", () => {
  const servers = { apiServer: "http://x:9999", webServer: "https://clearml.example.com" };
  expect(resolve(servers, KEYS).filesServer).toBe("https://clearml.example.com:8081");
});

test("an address that cannot be guessed or is malformed is an error that names the setting", () => {
  expect(() => resolve({ apiServer: "http://x:9999" }, KEYS)).toThrow(/CLEARML_WEB_HOST or api.web_server/);
  expect(() => resolve({ apiServer: "localhost:8008" }, KEYS)).toThrow(/api_server is "localhost:8008"/);
  expect(() => resolve({}, KEYS, "api.web_server = [1]")).toThrow(/api.web_server must be a text/);
});

test("a token given as an option or variable replaces the key pair, explicit keys replace a token of the environment", () => {
  const env = { ...KEYS, CLEARML_AUTH_TOKEN: "envtoken" };
  expect(resolve({ token: "mine" }, env).credentials).toEqual({ kind: "token", token: "mine" });
  expect(resolve({}, env).credentials).toEqual({ kind: "token", token: "envtoken" });
  expect(resolve({ accessKey: "A", secretKey: "S" }, env).credentials).toMatchObject({ kind: "keys", accessKey: "A" });
});

test("without credentials the error says the three ways to configure ClearML", () => {
  const attempt = () => resolve({}, {});
  expect(attempt).toThrow(ConfigError);
  expect(attempt).toThrow(/CLEARML_API_HOST, CLEARML_API_ACCESS_KEY and CLEARML_API_SECRET_KEY/);
  expect(attempt).toThrow(/\/home\/me\/clearml\.conf/);
  expect(attempt).toThrow(/npx clearml-ts server/);
  expect(() => resolve({}, { CLEARML_API_ACCESS_KEY: "K" })).toThrow(/the secret key is missing/);
  expect(() => resolve({}, { CLEARML_CONFIG_FILE: "/gone.conf" })).toThrow(/\/gone\.conf, which does not exist/);
});

test("the cache folder expands the home folder and variables", () => {
  expect(resolve({}, KEYS).cacheDir).toBe("/home/me/.clearml/cache");
  const text = "sdk.storage.cache { default_base_dir: ~/$SUB/c, default_cache_manager_size: 7 }";
  expect(resolve({}, { ...KEYS, SUB: "x" }, text)).toMatchObject({ cacheDir: "/home/me/x/c", cacheLimit: 7 });
  expect(resolve({}, { ...KEYS, CLEARML_CACHE_DIR: "/cache" }).cacheDir).toBe("/cache");
});

test("the default output is an address, or the file server when it is switched on", () => {
  const at = (uri: string) => resolve({}, { ...KEYS, CLEARML_DEFAULT_OUTPUT_URI: uri }).defaultOutputUri;
  expect(resolve({}, KEYS).defaultOutputUri).toBeUndefined();
  expect(at("s3://bucket")).toBe("s3://bucket");
  expect(at("True")).toBe("https://files.clear.ml");
  expect(at("off")).toBeUndefined();
});

test("switches of the transport are read, and nonsense in them is refused", () => {
  const text = "api { http { max_req_size: 1000, extra_retry_codes: [500] }, auth.req_token_expiration_sec: 3600 }";
  expect(resolve({}, KEYS, text)).toMatchObject({ maxRequestSize: 1000, extraRetryCodes: [500], tokenLifetime: 3600 });
  expect(resolve({}, { ...KEYS, CLEARML_API_EXTRA_RETRY_CODES: "520, 521" }, text).extraRetryCodes).toEqual([520, 521]);
  expect(() => resolve({}, KEYS, "api.http.max_req_size = none")).toThrow(/max_req_size is "none"/);
});

test("the configuration that an agent hands to its program as JSON is read, with the id of the task", () => {
  const dump = JSON.stringify({
    agent: { worker_id: "gpu:0", extra_docker_shell_script: null, "a.dotted.key": ["# no comment"] },
    api: {
      api_server: "http://agent:8008",
      web_server: "http://agent:8080",
      files_server: "http://agent:8081",
      credentials: { access_key: "AGENTKEY", secret_key: 'se"cr\\et/\u2028é' },
    },
    sdk: { storage: { cache: { default_base_dir: "~/.clearml/cache", size: { cleanup_margin_percent: "5%" } } } },
  });
  const config = resolve({}, { CLEARML_TASK_ID: "abc", TRAINS_TASK_ID: "def" }, dump);
  expect(config).toMatchObject({
    taskId: "abc",
    apiServer: "http://agent:8008",
    credentials: { kind: "keys", accessKey: "AGENTKEY", secretKey: 'se"cr\\et/\u2028é' },
    settings: { agent: { "a.dotted.key": ["# no comment"] } },
  });
  expect(resolve({}, { TRAINS_TASK_ID: "def" }, dump).taskId).toBe("def");
  expect(resolve({}, KEYS).taskId).toBeUndefined();
});

test("the environment says how tasks begin", () => {
  expect(resolve({}, KEYS)).toMatchObject({ neverReuseTasks: false, iterationOffset: undefined });
  const env = { ...KEYS, CLEARML_TASK_NO_REUSE: "1", CLEARML_SET_ITERATION_OFFSET: "100" };
  expect(resolve({}, env)).toMatchObject({ neverReuseTasks: true, iterationOffset: 100 });
  expect(() => resolve({}, { ...KEYS, CLEARML_SET_ITERATION_OFFSET: "many" })).toThrow(/ITERATION_OFFSET is "many"/);
});

test.each(["429, often", "42.5", "9000"])("answers to try again must be codes, which %j is not", (codes) => {
  expect(resolve({}, { ...KEYS, CLEARML_API_EXTRA_RETRY_CODES: "429, 418," }).extraRetryCodes).toEqual([429, 418]);
  const problem = /CLEARML_API_EXTRA_RETRY_CODES or api.http.extra_retry_codes/;
  expect(() => resolve({}, { ...KEYS, CLEARML_API_EXTRA_RETRY_CODES: codes })).toThrow(problem);
});
