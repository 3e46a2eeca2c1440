import { inspect } from "node:util";
import type { Credentials, ResolvedConfig } from "./resolve-config.ts";

/**
 * Makes a configuration print without its secrets: keys, tokens, and the settings, which hold those of other services too.
 * The fields stay readable by name.
 */
export function printWithoutSecrets(config: ResolvedConfig): ResolvedConfig {
  hide(config.credentials, () => shownCredentials(config.credentials));
  return hide(config, () => {
    const { settings, credentials, ...rest } = config;
    return { ...rest, credentials: shownCredentials(credentials), settings: "(hidden)" };
  });
}

function shownCredentials(credentials: Credentials): Record<string, string> {
  return credentials.kind === "keys"
    ? { kind: "keys", accessKey: `${credentials.accessKey.slice(0, 4)}…`, secretKey: "(hidden)" }
    : { kind: "token", token: "(hidden)" };
}

/** The two are not enumerable, so spreading and comparing the object stay as they were. */
function hide<T extends object>(subject: T, show: () => object): T {
  Object.defineProperty(subject, "toJSON", { value: show });
  Object.defineProperty(subject, inspect.custom, { value: show });
  return subject;
}
