import { InvalidNameError } from "./errors.ts";

/** ClearML's servers count characters, without blanks around them. */
const SHORTEST = 3;

/**
 * Checks that a name can be one of a task, before anything is made.
 *
 * @throws {@link InvalidNameError} when it is too short.
 */
export function checkTaskName(name: string): void {
  requireLength("task", name, name);
}

/**
 * Checks that a project can be made under a name.
 *
 * @throws {@link InvalidNameError} when its last part is too short, or the first one: that project is made as well.
 */
export function checkProjectName(name: string): void {
  const parts = name.split("/").filter((part) => part.trim() !== "");
  requireLength("project", name, parts[0] ?? "");
  requireLength("project", name, parts.at(-1) ?? "");
}

function requireLength(kind: "task" | "project", given: string, part: string): void {
  if ([...part.trim()].length < SHORTEST) {
    throw new InvalidNameError(kind, given);
  }
}
