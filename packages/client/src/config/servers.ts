import { ConfigError } from "../errors.ts";
import { publicAddress } from "./public-address.ts";

/** Addresses of the three servers of one ClearML. */
export interface Servers {
  /** Address of the API. */
  apiServer: string;
  /** Address of the web page. */
  webServer: string;
  /** Address of the file server. */
  filesServer: string;
}

/** The ClearML that is used when nothing else is configured. */
export const HOSTED: Servers = {
  apiServer: "https://api.clear.ml",
  webServer: "https://app.clear.ml",
  filesServer: "https://files.clear.ml",
};

/**
 * Completes the addresses that are configured by the rules of the Python SDK: hosts named `api.`, `app.` and `files.`,
 * or ports 8008, 8080 and 8081.
 * @throws {@link ConfigError} when an address is malformed, or cannot be guessed from the others.
 */
export function completeServers(known: { [K in keyof Servers]?: string | undefined }): Servers {
  const apiServer = checked(known.apiServer ?? HOSTED.apiServer, "api_server");
  const isHosted = apiServer === HOSTED.apiServer;
  const webServer = checked(known.webServer ?? (isHosted ? HOSTED.webServer : webFromApi(apiServer)), "web_server");
  const filesServer = known.filesServer ?? (isHosted ? HOSTED.filesServer : filesFromWeb(webServer));
  return { apiServer, webServer, filesServer: checked(filesServer, "files_server") };
}

function webFromApi(api: string): string {
  if (api.includes("://demoapi.")) {
    return api.replace("://demoapi.", "://demoapp.");
  }
  if (api.includes("://api.")) {
    return api.replace("://api.", "://app.");
  }
  if (new URL(api).port === "8008") {
    return api.replace(":8008", ":8080");
  }
  throw new ConfigError(
    `The web server that belongs to ${publicAddress(api)} cannot be guessed. Set CLEARML_WEB_HOST or api.web_server.`,
  );
}

function filesFromWeb(web: string): string {
  const { port, host } = new URL(web);
  if (port !== "") {
    return web.replace(`:${port}`, ":8081");
  }
  if (host.startsWith("demoapp.")) {
    return web.replace("demoapp.", "demofiles.");
  }
  if (host.startsWith("app.")) {
    return web.replace("app.", "files.");
  }
  return web.replace(host, `${host}:8081`);
}

function checked(address: string, setting: string): string {
  if (/^https?:\/\//i.test(address) && URL.canParse(address)) {
    return address.replace(/\/+$/, "");
  }
  throw new ConfigError(
    `${setting} is ${JSON.stringify(publicAddress(address))}, which is not an http:// or https:// address.`,
  );
}
