import type { TaskRecord } from "@clearml-ts/protocol";
import type { JsonValue } from "../../values/json.ts";
import { pythonHash } from "../../values/python-hash.ts";

/** The parts of a task that its results depend on. */
export interface JobContent {
  script?: TaskRecord["script"];
  container?: TaskRecord["container"];
  configuration?: TaskRecord["configuration"];
  /** Parameters by full name: texts that are stored, and values that are given in their place. */
  parameters: Readonly<Record<string, JsonValue>>;
}

/** The parameters of a task by full name, as the texts that are stored. */
export function storedParameters({ hyperparams = {} }: Pick<TaskRecord, "hyperparams">): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [section, items] of Object.entries(hyperparams)) {
    for (const [name, { value }] of Object.entries(items)) {
      texts[`${section}/${name}`] = value;
    }
  }
  return texts;
}

/**
 * The hash by which the Python SDK finds a task that has done the same work; undefined where the code is whatever a
 * branch holds. Reference: `BaseJob._create_task_hash` in `clearml/automation/job.py`.
 */
export function jobHash({
  script = {},
  container = {},
  configuration = {},
  parameters,
}: JobContent): string | undefined {
  if (script.repository && !script.version_num && !script.tag) {
    return undefined;
  }
  // Installed packages differ from run to run, and the image is the default of wherever it runs.
  const { requirements: _, ...code } = withoutNulls(script);
  const { image: __, ...docker } = withoutNulls(container);
  return pythonHash({
    script: code,
    hyper_params: parameters,
    configs: Object.fromEntries(Object.entries(configuration).map(([name, { value }]) => [name, value])),
    ...(Object.keys(docker).length > 0 && { docker }),
  });
}

function withoutNulls<T extends object>(record: T): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null && value !== undefined)) as T;
}
