import { type Result, results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../../errors.ts";
import type { Records } from "../../../records/records.ts";
import type { StoredTask } from "../fields.ts";

/** The prefix of a reference to something deleted. */
export const DELETED_PREFIX = "__DELETED__";

/** Parts of a task that refer to other records. */
export type TaskReferences = Partial<Pick<StoredTask, "parent" | "project" | "models">>;

/** The results that unknown references are refused with. */
export interface ReferenceResults {
  readonly parent: Result;
  readonly project: Result;
}

/** How `tasks.create`, `edit` and `update` refuse an unknown parent or project. */
export const fieldResults: ReferenceResults = { parent: results.fieldsValueError, project: results.fieldsValueError };

/** How `tasks.clone` refuses them. */
export const idResults: ReferenceResults = { parent: results.invalidTaskId, project: results.invalidProjectId };

/**
 * Refuses references to what does not exist, and public projects.
 *
 * @throws {@link ApiFailure} as `refusals` say; 400/201 for an unknown input model, 403/21 for a public project.
 */
export function checkReferences(
  records: Records,
  { parent, project, models }: TaskReferences,
  refusals: ReferenceResults = fieldResults,
): void {
  if (parent !== undefined && !parent.startsWith(DELETED_PREFIX) && !records.tasks.has(parent)) {
    throw new ApiFailure(refusals.parent, { detail: "invalid parent", fields: { parent } });
  }
  if (project !== undefined) {
    checkWritableProject(records, project, refusals.project);
  }
  const ids = (models?.input ?? []).map(({ model }) => model).filter((id) => !id.startsWith(DELETED_PREFIX));
  const found = new Set(records.models.getMany(ids).map(({ id }) => id));
  const missing = ids.filter((id) => !found.has(id));
  if (missing.length > 0) {
    throw new ApiFailure(results.invalidModelId, { fields: { models: missing } });
  }
}

/** Refuses a project that does not exist, or into which nobody may write. */
export function checkWritableProject(records: Records, id: string, refusal: Result = results.invalidProjectId): void {
  const project = records.projects.get(id);
  if (!project) {
    throw new ApiFailure(refusal, { detail: "invalid project", fields: { project: id } });
  }
  if (project.company === "") {
    throw new ApiFailure(results.noWritePermission, {
      detail: "cannot modify public project(s)",
      fields: { ids: [id] },
    });
  }
}

/** Trims a name. @throws {@link ApiFailure} 400/800 when fewer than three characters remain. */
export function checkName(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length >= 3) {
    return trimmed;
  }
  throw new ApiFailure(results.dataValidationError, {
    detail: "name must have at least 3 characters",
    fields: { name },
  });
}
