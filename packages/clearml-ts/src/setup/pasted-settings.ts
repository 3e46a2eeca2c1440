import { type ConfigTree, readEnvironment, readHocon, settingAt } from "@clearml-ts/client";

/** The settings that a configuration file needs; those that are not known are missing. */
export interface SetupSettings {
  apiServer?: string | undefined;
  webServer?: string | undefined;
  filesServer?: string | undefined;
  accessKey?: string | undefined;
  secretKey?: string | undefined;
}

/** A line that sets a variable, for a shell or a notebook. */
const VARIABLE = /^\s*(?:export\s+|set\s+|%env\s+|\$env:)?((?:CLEARML|TRAINS)_\w+)\s*=\s*(.*?)\s*$/;

/**
 * Reads the block that the web page offers for new credentials: the section for `clearml.conf`, as HOCON or JSON, with or
 * without `api` around it, or the lines that set variables.
 *
 * @throws {@link ConfigError} when it cannot be parsed; it says line and column.
 */
export function readPastedSettings(text: string): SetupSettings {
  const lines = text.split("\n");
  const variables = lines.flatMap((line) => {
    const [, name = "", value = ""] = VARIABLE.exec(line) ?? [];
    return name === "" ? [] : [[name, value.replace(/^(["'])(.*)\1$/, "$2")]];
  });
  const others = lines.filter((line) => !VARIABLE.test(line)).join("\n");
  return definedOf({ ...settingsIn(others), ...definedOf(settingsOf(Object.fromEntries(variables))) });
}

/** The settings that variables of the environment give. */
export function settingsOf(variables: NodeJS.ProcessEnv): SetupSettings {
  const { apiServer, webServer, filesServer, accessKey, secretKey } = readEnvironment(variables);
  return { apiServer, webServer, filesServer, accessKey, secretKey };
}

/** Leaves out the settings that are not known. */
export function definedOf(settings: SetupSettings): SetupSettings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

/** A section `api` in lines of its own, with the brace that closes it below the first letter. */
const SECTION = /^([ \t]*)api\s*\{[\s\S]*?^\1\}/m;

function settingsIn(text: string): SetupSettings {
  // A server prints sentences around the section, which people copy along.
  const [section = text] = SECTION.exec(text) ?? [];
  const tree = readHocon(section, "The pasted text");
  if (Array.isArray(tree)) {
    return {};
  }
  // Older web pages leave `api` out, and call the API server `host`.
  const read = (...names: string[]) =>
    names.flatMap((name) => [textAt(tree, `api.${name}`), textAt(tree, name)]).find((value) => value !== undefined);
  return {
    apiServer: read("api_server", "host"),
    webServer: read("web_server"),
    filesServer: read("files_server"),
    accessKey: read("credentials.access_key"),
    secretKey: read("credentials.secret_key"),
  };
}

function textAt(tree: ConfigTree, path: string): string | undefined {
  const value = settingAt(tree, path);
  return typeof value === "string" || typeof value === "number" ? String(value).trim() || undefined : undefined;
}
