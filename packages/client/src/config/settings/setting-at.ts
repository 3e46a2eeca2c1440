import { ConfigError } from "../../errors.ts";
import { type ConfigTree, type ConfigValue, isTree } from "../hocon/hocon.ts";

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

/** Returns a setting that must be yes or no. */
export function booleanAt(settings: ConfigTree, path: string): boolean | undefined {
  const text = textAt(settings, path);
  const value = text === undefined ? undefined : parseBoolean(text);
  if (text !== undefined && value === undefined) {
    throw new ConfigError(`${path} is ${JSON.stringify(text)}; it must be true or false.`);
  }
  return value;
}

/** Returns a list of sections; anything else in the list is passed over. */
export function treesAt(settings: ConfigTree, path: string): ConfigTree[] {
  const value = settingAt(settings, path);
  if (value === undefined || isTree(value)) {
    return [];
  }
  if (!Array.isArray(value)) {
    throw new ConfigError(`${path} must be a list of sections.`);
  }
  return value.filter(isTree);
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
