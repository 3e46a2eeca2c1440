import { API_VERSION, type TaskStatus } from "@clearml-ts/protocol";
import type { Call, Sequence } from "./sequence.ts";

const statuses: readonly TaskStatus[] = [
  "created",
  "queued",
  "in_progress",
  "stopped",
  "closed",
  "failed",
  "completed",
  "published",
  "publishing",
  "unknown",
];

/** The endpoints whose answer depends on the status of a task, with the rest of their request. */
const changes: Readonly<Record<string, object>> = {
  "tasks.started": {},
  "tasks.stopped": {},
  "tasks.failed": {},
  "tasks.close": {},
  "tasks.completed": {},
  "tasks.publish": {},
  "tasks.stop": {},
  "tasks.enqueue": {},
  "tasks.dequeue": {},
  "tasks.reset": {},
  "tasks.delete": {},
  "tasks.edit": { comment: "c" },
  "tasks.set_requirements": { requirements: { pip: "x" } },
  "tasks.edit_hyper_params": { hyperparams: [{ section: "a", name: "b", value: "1" }] },
  "tasks.delete_hyper_params": { hyperparams: [{ section: "a", name: "b" }] },
  "tasks.edit_configuration": { configuration: [{ name: "a", value: "b" }] },
  "tasks.delete_configuration": { configuration: ["a"] },
  "tasks.edit_runtime": { add_or_update: { a: 1 } },
  "tasks.add_or_update_artifacts": { artifacts: [{ key: "a", type: "b" }] },
  "tasks.delete_artifacts": { artifacts: [{ key: "a" }] },
  "tasks.add_or_update_model": { name: "a", model: "x", type: "input" },
  "tasks.delete_models": { models: [{ name: "a", type: "input" }] },
};

/** Makes a sequence a status: each change of a task in that status, by force and without. */
export function statusWalks(): Sequence[] {
  return statuses.map((status) => ({
    name: `tasks/status: every change of a task that is ${status}`,
    calls: Object.entries(changes).flatMap(([endpoint, data]) =>
      [false, true].flatMap((force) => [
        call("tasks.create", { name: "a task", type: "training" }, { id: "@task" }),
        call("tasks.edit", { task: "@task", status, force: true }),
        call(endpoint, { task: "@task", force, ...data }),
        call("tasks.get_all", { id: ["@task"], only_fields: ["status", "execution.queue"] }),
      ]),
    ),
  }));
}

function call(endpoint: string, data: object, keep: Readonly<Record<string, string>> = {}): Call {
  return { endpoint, version: API_VERSION, data, keep };
}
