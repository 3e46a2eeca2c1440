import { COMPANY } from "../auth/caller.ts";
import type { KeyPair } from "../startup/config.ts";
import type { ServerUrls } from "../startup/server-urls.ts";

/** The configuration of the web UI: its `configuration.json`. */
export type Settings = Readonly<Record<string, unknown>>;

/** Where the API is on the origin of the web UI. */
export const API_PATH = "/api";

/** Where the file store is on the origin of the web UI, which knows it by this name. */
export const FILES_PATH = "/files";

/**
 * Writes the `configuration.json` of the web UI. Its own wins, as nobody but the user can have put it there; but the
 * API is always the one beside it.
 *
 * @param urls the server's addresses by the name that the browser calls it.
 */
export function webappSettings(own: Settings, urls: ServerUrls): Settings {
  return {
    // Addresses of files are shown to callers as they can open them: on the port of the file store.
    fileBaseUrl: urls.files,
    displayedServerUrls: { apiServer: urls.api, filesServer: urls.files },
    hideUpdateNotice: true,
    ...own,
    apiBaseUrl: API_PATH,
  };
}

/** Writes the `credentials.json` that the web UI signs people in with where a name is enough. */
export function loginCredentials({ accessKey, secretKey }: KeyPair): Settings {
  return { userKey: accessKey, userSecret: secretKey, companyID: COMPANY.id };
}
