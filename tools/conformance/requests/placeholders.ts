import type { RecordedRequest } from "./read-requests.ts";

/** The kinds of things that requests refer to. */
export type Kind = "task" | "model" | "project" | "queue";

const kinds: Readonly<Record<string, Kind>> = {
  task: "task",
  tasks: "task",
  new_task_parent: "task",
  project: "project",
  projects: "project",
  new_task_project: "project",
  destination_project: "project",
  model: "model",
  override_model_id: "model",
  queue: "queue",
  queues: "queue",
  queue_ids: "queue",
};

const ownKinds: Readonly<Record<string, Kind>> = {
  models: "model",
  pipelines: "task",
  projects: "project",
  queues: "queue",
  reports: "task",
  tasks: "task",
};

/** Fields that hold an id of the service's own kind. */
const ownFields: readonly string[] = ["id", "ids", "parent"];

/** Writes `task-1`, `model-2` and so on in place of the ids, so that every server can put ids of its own there. */
export function withPlaceholders(request: RecordedRequest): RecordedRequest {
  const [service = ""] = request.endpoint.split(".");
  const known = new Map<string, string>();
  const replace = (value: unknown, field: string): unknown => {
    if (Array.isArray(value)) {
      return value.map((item) => replace(item, field));
    }
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, replace(item, name)]));
    }
    const kind = ownFields.includes(field) ? ownKinds[service] : kinds[field];
    if (typeof value !== "string" || kind === undefined || !/^[0-9a-f]{32}$/.test(value)) {
      return value;
    }
    const name = known.get(value) ?? `${kind}-${known.size + 1}`;
    known.set(value, name);
    return name;
  };
  return { ...request, data: replace(request.data, "") as Record<string, unknown> };
}

/** Puts something in place of every placeholder of a value. */
export async function fillPlaceholders(
  value: unknown,
  make: (kind: Kind, placeholder: string) => Promise<string>,
): Promise<unknown> {
  if (Array.isArray(value)) {
    return Promise.all(value.map((item) => fillPlaceholders(item, make)));
  }
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).map(
      async ([name, item]) => [name, await fillPlaceholders(item, make)] as const,
    );
    return Object.fromEntries(await Promise.all(fields));
  }
  const kind = typeof value === "string" ? /^(task|model|project|queue)-\d+$/.exec(value)?.[1] : undefined;
  return kind === undefined ? value : make(kind as Kind, value as string);
}
