import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { readHocon } from "@clearml-ts/client";
import type { ConfigurationItem } from "@clearml-ts/protocol";
import {
  type Configuration,
  configurationItem,
  configurationOptions,
  configurationPath,
} from "../parameters/configuration.ts";
import { whoseValue } from "../record/task-origin.ts";
import type { TaskState } from "../record/task-state.ts";
import type { TaskConnectOptions } from "./connect-options.ts";
import { ServerValueError } from "./errors.ts";
import { fitValue } from "./fit-value.ts";
import { originBy } from "./remote-overrides.ts";

/** How a configuration is connected. */
export interface ConnectConfigurationOptions extends TaskConnectOptions {
  /** Shown beside the configuration. */
  description?: string;
}

/**
 * Connects the configuration that a program works with, and returns the one to work with: of a file, the path of the
 * task's version; of an object, a copy in which the task's values stand, and the program's where it has none.
 *
 * @throws {@link InvalidValueError} when a value has no stored form.
 * @throws {@link ServerValueError} when the task's version is not HOCON, or does not fit the declared one.
 */
export async function connectConfiguration<T extends Configuration>(
  task: TaskState,
  configuration: T,
  { name = "General", description, ignoreRemoteOverrides = false }: ConnectConfigurationOptions,
): Promise<T> {
  const origin = await originBy(task, `${name}/_ignore_remote_overrides_config_`, ignoreRemoteOverrides);
  const stored = task.record.configuration?.[name];
  if (stored !== undefined && whoseValue(origin, stored.value?.trim() || undefined) === "task") {
    return (await versionOfTask(configuration, stored)) as T;
  }
  const options = { ...(await configurationOptions(configuration)), ...(description !== undefined && { description }) };
  const item = configurationItem(name, options);
  await task.edit((record) => ({ configuration: { ...record.configuration, [name]: item } }));
  return configuration;
}

async function versionOfTask(configuration: Configuration, { name, value }: ConfigurationItem): Promise<unknown> {
  const path = configurationPath(configuration);
  if (path === undefined) {
    return fitValue(configuration, parse(name, value), { kind: "configuration", name });
  }
  const copy = join(await mkdtemp(join(tmpdir(), "clearml_task_config_")), basename(path));
  await writeFile(copy, value);
  return typeof configuration === "string" ? copy : { path: copy };
}

function parse(name: string, text: string): unknown {
  try {
    return readHocon(text, `configuration "${name}"`);
  } catch (cause) {
    throw new ServerValueError({ kind: "configuration", name }, { text, expected: "HOCON that can be read", cause });
  }
}
