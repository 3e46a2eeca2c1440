import { type Result, results } from "@clearml-ts/protocol";
import type { ServerContext } from "../../context.ts";
import { ApiFailure } from "../../errors.ts";
import { checkKeys } from "../../records/stored-keys.ts";
import type { Call } from "../../routing/routes.ts";
import { checkWritableProject, DELETED_PREFIX } from "../tasks/content/checks.ts";
import type { ModelContent } from "./content.ts";

/**
 * Refuses a state that is left open, labels that share a number, and names that cannot be stored: the official server looks
 * at them in new models only.
 *
 * @throws {@link ApiFailure} 400/800 when there is one.
 */
export function checkNewModel({
  ready,
  labels = {},
  design = {},
  ui_cache = {},
}: Call<"models.create">["request"]): void {
  if (ready === null) {
    throw new ApiFailure(results.dataValidationError, { detail: "ready: field is required" });
  }
  for (const [field, values] of Object.entries({ labels, design, ui_cache })) {
    checkKeys(field, values);
  }
  const numbers: unknown[] = Object.values(labels);
  const isOdd = numbers.some((label) => typeof label === "string" || typeof label === "boolean");
  if (isOdd || new Set(numbers).size !== numbers.length) {
    throw new ApiFailure(results.dataValidationError, {
      detail: "labels: expected a name and a number of its own for each label",
    });
  }
}

/**
 * Refuses a project that does not exist, or does not belong to whom the new model belongs to: the company, or everybody.
 *
 * @throws {@link ApiFailure} 400/12 when it is such a project.
 */
export function checkNewProject({ records }: ServerContext, project: string | undefined, owner: string): void {
  if (project !== undefined && records.projects.get(project)?.company !== owner) {
    throw new ApiFailure(results.validationError, { detail: "Invalid project ids", fields: { project } });
  }
}

/**
 * Refuses a project that does not exist, or into which nobody may write.
 *
 * @throws {@link ApiFailure} as `refusal` says, 400/401 by default; 403/21 for a public project.
 */
export function checkModelProject(context: ServerContext, project: string | undefined, refusal?: Result): void {
  if (project !== undefined) {
    checkWritableProject(context.records, project, refusal);
  }
}

/**
 * Refuses an edit that names a project, task or model which is not there; a deleted task is a task as well.
 *
 * @throws {@link ApiFailure} 400/16 when it names one.
 */
export function checkEditedReferences(context: ServerContext, { project, task, parent }: ModelContent): void {
  const refuse = (field: string, id: string) =>
    new ApiFailure(results.fieldsValueError, { detail: `expecting the id of a ${field}`, fields: { id, field } });
  checkModelProject(context, project, results.fieldsValueError);
  if (parent !== undefined && !context.records.models.get(parent)) {
    throw refuse("parent", parent);
  }
  if (task === undefined || task.startsWith(DELETED_PREFIX)) {
    return;
  }
  if (!context.records.tasks.has(task)) {
    throw refuse("task", task);
  }
  context.tasks.getForWriting(task);
}
