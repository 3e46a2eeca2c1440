/** The kinds of records that a walk makes, and the endpoints that make them. */
export const makers = {
  "tasks.create": "task",
  "tasks.clone": "task",
  "projects.create": "project",
  "models.create": "model",
  "queues.create": "queue",
  "reports.create": "report",
} as const satisfies Readonly<Record<string, string>>;

export type RecordKind = (typeof makers)[keyof typeof makers];

/** Records of a kind that a walk has names for: `@task1` and so on; a later one takes the name of an earlier one. */
const RECORDS_OF_A_KIND = 3;

/** The names that stand for the ids of a kind; which of them exist, and in what state, is a matter of the walk. */
export function namesOf(kind: RecordKind): string[] {
  return Array.from({ length: RECORDS_OF_A_KIND }, (_, index) => `@${kind}${index + 1}`);
}

/** Says what kind of record a field of a request names, if any. */
export function kindNamedBy(service: string, field: string): RecordKind | undefined {
  const own = service === "reports" ? "report" : (service.replace(/s$/, "") as RecordKind);
  const kinds: Readonly<Record<string, RecordKind>> = {
    task: service === "reports" ? "report" : "task",
    tasks: "task",
    project: "project",
    projects: "project",
    queue: "queue",
    queues: "queue",
    model: "model",
    models: "model",
    parent: own === "project" ? "project" : "task",
    destination_project: "project",
    destination_id: "project",
    project_id: "project",
    new_task_project: "project",
    base_model: "model",
    override_model_id: "model",
    id: own,
    ids: own,
  };
  return kinds[field];
}
