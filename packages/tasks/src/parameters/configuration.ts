import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import type { ConfigurationItem } from "@clearml-ts/protocol";
import { toHocon } from "./hocon.ts";
import type { ParameterTree, ParameterValue } from "./parameter-text.ts";
import { checkText } from "./plain-parameters.ts";

/** The new content of a configuration object. */
export interface ConfigurationOptions {
  /** A text is stored as it is; objects and lists as HOCON, which the page lets people edit. */
  value: string | ParameterTree | readonly ParameterValue[];
  /** Kind of text, such as `yaml`. @default "dictionary" for objects and lists */
  type?: string;
  /** Shown beside the object. */
  description?: string;
}

/** Makes the stored item of a configuration object. */
export function configurationItem(
  name: string,
  { value, type, description = "" }: ConfigurationOptions,
): ConfigurationItem {
  const isText = typeof value === "string";
  if (isText) {
    checkText(value, "$");
  }
  const kind = type ?? (isText ? undefined : "dictionary");
  return { name, value: isText ? value : toHocon(value), ...(kind && { type: kind }), description };
}

/** The configuration of a program: an object, a list, or the path of a file, which `{ path }` names too. */
export type Configuration = string | ParameterTree | readonly ParameterValue[] | { path: string };

/** The path of a configuration that is a file; undefined for one that is a value. */
export function configurationPath(configuration: Configuration): string | undefined {
  if (typeof configuration === "string") {
    return configuration;
  }
  const { path, ...rest } = configuration as { path?: unknown };
  return typeof path === "string" && Object.keys(rest).length === 0 ? path : undefined;
}

/** How a configuration is stored that is given as a value, or as the path of a file. */
export async function configurationOptions(configuration: Configuration): Promise<ConfigurationOptions> {
  const path = configurationPath(configuration);
  return path === undefined ? { value: configuration as ParameterTree } : configurationFile(path);
}

/** Reads a configuration file; its type is the extension. */
async function configurationFile(path: string): Promise<ConfigurationOptions> {
  return { value: await readFile(path, "utf8"), type: extname(path).slice(1) || "file" };
}
