import { type Result, results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../../errors.ts";
import type { Records } from "../../../records/records.ts";
import type { StoredTask } from "../fields.ts";

/** The prefix of a reference to something deleted. */
export const DELETED_PREFIX = "__DELETED__";

/** Parts of a task that refer to other records. */
export type TaskReferences = Partial<Pick<StoredTask, "parent" | "project" | "models">>;

/** The rules by which references of a task are checked. */
export interface ReferenceRules {
  /** The result that an unknown parent is refused with. */
  readonly parent: Result;
  /** The result that an unknown project is refused with. */
  readonly project: Result;
  /** Whether a task that was deleted may be the parent. */
  readonly deletedParent: boolean;
}

/** The rules for references that a request gives to `tasks.create`, `edit` and `update`. */
export const givenReferences: ReferenceRules = {
  parent: results.fieldsValueError,
  project: results.fieldsValueError,
  deletedParent: false,
};

/** The rules for references that a task has: when it is copied, or checked before it is queued. */
export const storedReferences: ReferenceRules = {
  parent: results.invalidTaskId,
  project: results.invalidProjectId,
  deletedParent: true,
};

/**
 * Refuses references to what does not exist, and public projects.
 *
 * @throws {@link ApiFailure} as the rules say; 400/201 for an input model that is unknown or deleted, 403/21 for a public project.
 */
export function checkReferences(
  records: Records,
  { parent, project, models }: TaskReferences,
  rules: ReferenceRules = givenReferences,
): void {
  const isDeleted = rules.deletedParent && parent?.startsWith(DELETED_PREFIX);
  if (parent !== undefined && !isDeleted && !records.tasks.has(parent)) {
    throw new ApiFailure(rules.parent, { detail: "invalid parent", fields: { parent } });
  }
  if (project !== undefined) {
    checkWritableProject(records, project, rules.project);
  }
  const ids = (models?.input ?? []).map(({ model }) => model);
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
