import type { Environment } from "../environment.ts";
import { type ConfigFile, readSettings } from "../hocon/hocon.ts";
import type { ConfigOptions, ConfigSources } from "../resolve-config.ts";
import { textAt } from "./setting-at.ts";

/** The settings without which there is no connection, each with its variable and its places in configuration files. */
const PLACES = {
  apiServer: ["CLEARML_API_HOST", "api.api_server", "api.host"],
  webServer: ["CLEARML_WEB_HOST", "api.web_server"],
  filesServer: ["CLEARML_FILES_HOST", "api.files_server"],
  accessKey: ["CLEARML_API_ACCESS_KEY", "api.credentials.access_key"],
  secretKey: ["CLEARML_API_SECRET_KEY", "api.credentials.secret_key"],
} as const;

/** The name of such a setting. */
export type SettingName = keyof typeof PLACES;

/** Says where a setting comes from, as people look for it: an option, a variable, a place in a file, or the default. */
export function sourceOf(name: SettingName, options: ConfigOptions, { environment, files }: ConfigSources): string {
  const [variable, ...paths] = PLACES[name];
  if (options[name] !== undefined) {
    return `the option ${name}`;
  }
  if (environment[name] !== undefined) {
    return variable;
  }
  // Later files win, and in a file the present name of a setting.
  for (const file of [...files].reverse()) {
    const path = paths.find((place) => isSet(file, place, environment));
    if (path !== undefined) {
      return `${path} in ${file.path}`;
    }
  }
  return "the default";
}

function isSet(file: ConfigFile, path: string, { variables }: Environment): boolean {
  return textAt(readSettings([file], variables), path) !== undefined;
}
