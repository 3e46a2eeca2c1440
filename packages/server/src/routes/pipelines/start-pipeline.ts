import type { ParameterItem } from "@clearml-ts/protocol";
import type { Caller } from "../../caller.ts";
import type { ServerContext } from "../../context.ts";
import { where } from "../../database/collection.ts";
import { and } from "../../query/condition.ts";
import { cloneContent } from "../../stores/task-clone.ts";
import type { StoredTask } from "../../stores/task-fields.ts";

/** A run of a pipeline to start. */
export interface PipelineStart {
  /** Id of the controller to copy. */
  readonly task: string;
  readonly queue?: string | undefined;
  readonly args: readonly { readonly name: string; readonly value: unknown }[];
}

/** Copies the controller of a pipeline, gives it other arguments and puts it in a queue. */
export function startPipeline(
  context: ServerContext,
  caller: Caller,
  { task: id, queue, args }: PipelineStart,
): { task: string; queue: string } {
  const source = context.tasks.get(id);
  const given = args.map(({ name, value }): [string, ParameterItem] => {
    const key = String(name);
    return [key, { ...source.hyperparams?.Args?.[key], section: "Args", name: key, value: textOf(value) }];
  });
  const hyperparams = {
    ...source.hyperparams,
    ...(given.length > 0 ? { Args: { ...source.hyperparams?.Args, ...Object.fromEntries(given) } } : {}),
  };
  const task = context.tasks.build(caller, cloneContent(source, { hyperparams }, context.records.now()));
  context.tasks.insert(task);
  const name = runName(context, task);
  if (name !== undefined) context.tasks.patch(task, { name });
  const change = context.queueing.enqueue(caller, { task: task.id, queue, message: "Starting pipeline" });
  return { task: task.id, queue: change.queue };
}

/** Runs are named after their project and numbered in it; the new one counts already. */
function runName({ records }: ServerContext, task: StoredTask): string | undefined {
  const project = task.project === undefined ? undefined : records.projects.get(task.project);
  if (!project) return undefined;
  const base = project.name.split("/").at(-1) ?? "";
  const runs = records.tasks
    .select(["name"], and(where("project", project.id), where("system_tags", "pipeline")))
    .filter(
      ({ name = "" }) => name === base || (name.startsWith(`${base} #`) && /^\d+$/.test(name.slice(base.length + 2))),
    );
  return runs.length > 0 ? `${base} #${runs.length}` : base;
}

/** Arguments are stored as text, the way Python writes them. */
function textOf(value: unknown): string {
  if (value === true) return "True";
  if (value === false) return "False";
  if (value === null || value === undefined) return "None";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
