import type { Role } from "./cast.ts";

/** The subject of a field, by a part of its name; the first that fits counts. */
const roles: readonly (readonly [part: string, role: Role])[] = [
  ...(["task", "project", "model", "queue", "report", "user", "worker", "scroll"] as const).map(
    (role) => [role, role] as const,
  ),
  ...(["parent", "ids", "entity"] as const).map((part) => [part, "task"] as const),
  ...(["uri", "url"] as const).map((part) => [part, "file"] as const),
  ...([
    ["access_key", "key"],
    ["prepare", "prepared"],
    ["container_id", "worker"],
  ] as const),
];

/** Returns the subject of a field, if its name says so. */
export function roleOf(field: string): Role | undefined {
  return roles.find(([part]) => field.includes(part))?.[1];
}

const words: Readonly<Record<string, string>> = {
  entity_type: "task model project queue",
  key: "iter timestamp iso_time",
  status: "created queued in_progress stopped published unknown",
  new_status: "created queued in_progress stopped published unknown",
  type: "training testing controller data_processing custom",
  role: "user guest annotator root system",
  replace_hyperparams: "none section all",
  children_type: "pipeline report dataset",
  event_type: "training_stats_scalar plot log training_debug_image",
  order: "asc desc",
  from_date: "2026-01-01 2020-01-01T00:00:00",
  to_date: "2026-12-31 2020-01-01T00:00:00",
  company: "d1bd92a3b039400cbafc60a7a5b1e52b",
};

/** Words that a field takes, and one that it does not. */
export function wordsOf(field: string): string[] {
  return Object.hasOwn(words, field) ? [...(words[field]?.split(" ") ?? []), "x"] : ["x", "a name", "loss", "training"];
}
