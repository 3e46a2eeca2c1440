import { inspect } from "node:util";
import type { Network } from "../network.ts";
import { publicAddress } from "../public-address.ts";
import type { Credentials, ResolvedConfig } from "../resolve-config.ts";
import type { Servers } from "../servers.ts";

/**
 * Makes a configuration print without its secrets: keys, tokens, and the settings, which hold those of other services too.
 * The fields stay readable by name.
 */
export function printWithoutSecrets(config: ResolvedConfig): ResolvedConfig {
  hide(config.credentials, () => shownCredentials(config.credentials));
  hide(config.network, () => shownNetwork(config.network));
  return hide(config, () => {
    const { settings, storage, credentials, network, ...rest } = config;
    return {
      ...rest,
      ...publicAddresses(config),
      legacyFilesServers: config.legacyFilesServers.map(publicAddress),
      defaultOutputUri: config.defaultOutputUri && publicAddress(config.defaultOutputUri),
      credentials: shownCredentials(credentials),
      network: shownNetwork(network),
      storage: "(hidden)",
      settings: "(hidden)",
    };
  });
}

/** Returns the addresses of the three servers as a log may show them. */
export function publicAddresses({ apiServer, webServer, filesServer }: Servers): Servers {
  return {
    apiServer: publicAddress(apiServer),
    webServer: publicAddress(webServer),
    filesServer: publicAddress(filesServer),
  };
}

function shownCredentials(credentials: Credentials): Record<string, string> {
  return credentials.kind === "keys"
    ? { kind: "keys", accessKey: `${credentials.accessKey.slice(0, 4)}…`, secretKey: "(hidden)" }
    : { kind: "token", token: "(hidden)" };
}

/** Addresses of proxies may hold a password. */
function shownNetwork({ httpProxy, httpsProxy, ...rest }: Network): object {
  const shown = (proxy: string | undefined) => (proxy === undefined ? proxy : new URL(proxy).host);
  return { ...rest, httpProxy: shown(httpProxy), httpsProxy: shown(httpsProxy) };
}

/** The two are not enumerable, so spreading and comparing the object stay as they were. */
function hide<T extends object>(subject: T, show: () => object): T {
  Object.defineProperty(subject, "toJSON", { value: show });
  Object.defineProperty(subject, inspect.custom, { value: show });
  return subject;
}
