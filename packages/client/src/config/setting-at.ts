import { ConfigError } from "../errors.ts";
import { type ConfigTree, type ConfigValue, isTree } from "./hocon.ts";

/** Returns the setting at a dotted path, such as `sdk.metrics.file_history_size`; undefined where it is not set. */
export function settingAt(settings: ConfigTree, path: string): ConfigValue | undefined {
  let value: ConfigValue | undefined = settings;
  for (const key of path.split(".")) {
    if (!isTree(value) || !Object.hasOwn(value, key)) {
      return undefined;
    }
    value = value[key];
  }
  return value ?? undefined;
}

/** Returns a setting as text; blank counts as not set. */
export function textAt(settings: ConfigTree, path: string): string | undefined {
  const value = settingAt(settings, path);
  if (typeof value === "object") {
    throw new ConfigError(`${path} must be a text, not a list or a section.`);
  }
  return value === undefined ? undefined : String(value).trim() || undefined;
}

/** Returns a setting that must be a number above zero. */
export function positiveAt(settings: ConfigTree, path: string): number | undefined {
  const text = textAt(settings, path);
  if (text === undefined) {
    return undefined;
  }
  if (Number(text) > 0) {
    return Number(text);
  }
  throw new ConfigError(`${path} is ${JSON.stringify(text)}; it must be a number above 0.`);
}

/** Returns a list of texts; a single text counts as a list of one. */
export function listAt(settings: ConfigTree, path: string): string[] {
  const value = settingAt(settings, path);
  if (value === undefined) {
    return [];
  }
  return (Array.isArray(value) ? value : [value]).map(String).filter((item) => item.trim() !== "");
}

/** Reads the spellings of yes and no that ClearML accepts; undefined for any other text. */
export function parseBoolean(text: string): boolean | undefined {
  if (/^(y|yes|t|true|on|1)$/i.test(text)) {
    return true;
  }
  if (/^(n|no|f|false|off|0)$/i.test(text)) {
    return false;
  }
  return undefined;
}
