import type { ParameterItem } from "@clearml-ts/protocol";
import type { Caller } from "../../auth/caller.ts";
import type { ServerContext } from "../../context.ts";
import { where } from "../../database/documents/collection.ts";
import { and } from "../../query/condition.ts";
import { cloneContent } from "../tasks/content/clone.ts";
import type { StoredTask } from "../tasks/fields.ts";

/** A run of a pipeline to start. */
export interface PipelineStart {
  /** The controller to copy. */
  readonly source: StoredTask;
  readonly queue: string;
  readonly args: readonly { readonly name: string; readonly value: string }[];
  /** Where the run goes, if not beside the one that is copied. */
  readonly target?: { readonly project: string; readonly version: string | undefined };
}

/** Copies the controller of a pipeline, gives it other arguments and puts it in a queue. */
export function startPipeline(
  context: ServerContext,
  caller: Caller,
  { source, queue, args, target }: PipelineStart,
): { task: string; queue: string } {
  const given = args.map(({ name, value }): [string, ParameterItem] => [
    name,
    { ...source.hyperparams?.Args?.[name], section: "Args", name, value },
  ]);
  const hyperparams = {
    ...source.hyperparams,
    ...(given.length > 0 ? { Args: { ...source.hyperparams?.Args, ...Object.fromEntries(given) } } : {}),
    ...(target?.version
      ? { properties: { ...source.hyperparams?.properties, version: versionItem(target.version) } }
      : {}),
  };
  const content = cloneContent(source, { hyperparams, project: target?.project }, context.records.now());
  const task = context.tasks.build(caller, content);
  context.tasks.insert(task);
  const name = runName(context, task);
  if (name !== undefined) {
    context.tasks.patch(task, { name });
  }
  const change = context.queueing.enqueue(caller, { task: task.id, queue, message: "Starting pipeline" });
  return { task: task.id, queue: change.queue };
}

/** Runs are named after their project and numbered in it; the new one counts already. */
function runName({ records }: ServerContext, task: StoredTask): string | undefined {
  const project = task.project === undefined ? undefined : records.projects.get(task.project);
  if (!project) {
    return undefined;
  }
  const base = project.name.split("/").at(-1) ?? "";
  const runs = records.tasks
    .select(["name"], and(where("project", project.id), where("system_tags", "pipeline")))
    .filter(
      ({ name = "" }) => name === base || (name.startsWith(`${base} #`) && /^\d+$/.test(name.slice(base.length + 2))),
    );
  return runs.length > 0 ? `${base} #${runs.length}` : base;
}

/** The property that the web UI shows as the version of a run. */
function versionItem(value: string): ParameterItem {
  return { section: "properties", name: "version", value, type: "str" };
}
