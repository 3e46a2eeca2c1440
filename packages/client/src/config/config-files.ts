import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ConfigError } from "../errors.ts";
import type { Environment } from "./environment.ts";
import { expandHome } from "./expand-path.ts";
import type { ConfigFile } from "./hocon/hocon.ts";

/**
 * Reads the configuration files that there are: the one that was asked for, or the one that `CLEARML_CONFIG_FILE` names,
 * or `~/trains.conf` and `~/clearml.conf`, the latter winning.
 * @throws {@link ConfigError} when the file that was asked for is missing, or a file cannot be read
 */
export async function readConfigFiles(environment: Environment, configFile?: string): Promise<ConfigFile[]> {
  const { home } = environment;
  const named = configFile ?? environment.configFile;
  const paths =
    named === undefined ? [join(home, "trains.conf"), join(home, "clearml.conf")] : [expandHome(named, home)];
  const files = await Promise.all(paths.map(readIfThere));
  if (configFile !== undefined && files[0] === undefined) {
    throw new ConfigError(`The configuration file ${configFile} does not exist. Check configFile.`);
  }
  return files.filter((file) => file !== undefined);
}

async function readIfThere(path: string): Promise<ConfigFile | undefined> {
  try {
    return { path, text: await readFile(path, "utf8") };
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") {
      return undefined;
    }
    throw new ConfigError(`The configuration file ${path} cannot be read: ${(cause as Error).message}`, { cause });
  }
}
