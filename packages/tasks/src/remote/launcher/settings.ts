import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Trust } from "./send.ts";

/** Where the launcher finds its task, and how it proves who it is. */
export interface LauncherSettings {
  taskId: string;
  apiServer: string;
  filesServer: string | undefined;
  /** Value of the header by which it logs in. */
  authorization: string;
  /** Whether that is a token already, so that nobody need log in. */
  isToken: boolean;
  cacheDir: string;
  /** Whose certificates count. */
  trust: Trust;
}

/** The parts of the agent's configuration that count here. */
interface AgentConfig {
  api?: {
    api_server?: string;
    files_server?: string;
    verify_certificate?: boolean | string;
    credentials?: { access_key?: string; secret_key?: string };
  };
  sdk?: { storage?: { cache?: { default_base_dir?: string } } };
}

/** Reads the environment, which wins, and the configuration that the agent hands over as JSON. */
export function readSettings(variables: NodeJS.ProcessEnv): LauncherSettings {
  const { api = {}, sdk } = readConfig(variables["CLEARML_CONFIG_FILE"]);
  const accessKey = variables["CLEARML_API_ACCESS_KEY"] || api.credentials?.access_key;
  const secretKey = variables["CLEARML_API_SECRET_KEY"] || api.credentials?.secret_key;
  const token = variables["CLEARML_AUTH_TOKEN"];
  const taskId = variables["CLEARML_TASK_ID"];
  const apiServer = variables["CLEARML_API_HOST"] || api.api_server;
  if (!taskId || !apiServer || !(token || (accessKey && secretKey))) {
    throw new Error(
      "The program is kept by its ClearML task: CLEARML_TASK_ID, and the server and keys in CLEARML_CONFIG_FILE or CLEARML_API_…, must say where. An agent sets them.",
    );
  }
  const keys = Buffer.from(`${accessKey}:${secretKey}`).toString("base64");
  const cacheDir = variables["CLEARML_CACHE_DIR"] || sdk?.storage?.cache?.default_base_dir || "~/.clearml/cache";
  return {
    taskId,
    apiServer: apiServer.replace(/\/+$/, ""),
    filesServer: variables["CLEARML_FILES_HOST"] || api.files_server,
    authorization: token ? `Bearer ${token}` : `Basic ${keys}`,
    isToken: Boolean(token),
    cacheDir: join(expandHome(cacheDir), "programs"),
    trust: readTrust(variables, api.verify_certificate),
  };
}

/** As the packages and the Python SDK read it: yes, no, or the path of a file of authorities. */
function readTrust(variables: NodeJS.ProcessEnv, setting: boolean | string | undefined): Trust {
  const verify = String(
    variables["CLEARML_API_HOST_VERIFY_CERT"] || variables["TRAINS_API_HOST_VERIFY_CERT"] || (setting ?? "yes"),
  );
  if (/^(no|n|false|f|off|0)$/i.test(verify)) {
    return { verifyCertificate: false, caFile: undefined };
  }
  const isSwitch = /^(yes|y|true|t|on|1)$/i.test(verify);
  const caFile = isSwitch ? variables["REQUESTS_CA_BUNDLE"] || variables["CURL_CA_BUNDLE"] : verify;
  return { verifyCertificate: true, caFile: caFile ? expandHome(caFile) : undefined };
}

function expandHome(path: string): string {
  return path.replace(/^~(?=$|\/)/, homedir());
}

/** A configuration that is not JSON is one that people wrote; then the environment has to say everything. */
function readConfig(path: string | undefined): AgentConfig {
  try {
    return JSON.parse(readFileSync(path ?? "", "utf8")) as AgentConfig;
  } catch {
    return {};
  }
}
