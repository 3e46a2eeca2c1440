import type { Task } from "@clearml-ts/tasks";

/** The last addition in line for each task id. */
const lines = new Map<string, Promise<void>>();

/**
 * Lists a model among those that its task made, once and under a name of its own: an entry of the same name would be
 * replaced. Additions to one task wait for each other, however many objects stand for the task.
 */
export async function listOnTask(task: Task, model: string, name: string): Promise<void> {
  const turn = (lines.get(task.id) ?? Promise.resolve()).then(() => addEntry(task, model, name));
  const settled = turn.catch(() => {});
  lines.set(task.id, settled);
  try {
    await turn;
  } finally {
    if (lines.get(task.id) === settled) {
      lines.delete(task.id);
    }
  }
}

async function addEntry(task: Task, model: string, name: string): Promise<void> {
  await task.reload();
  const entries = task.models.output;
  if (entries.some((entry) => entry.model === model)) {
    return;
  }
  await task.addModel({ name: freeName(name, new Set(entries.map((entry) => entry.name))), model, type: "output" });
}

/** Returns the name, or the first of `name-2`, `name-3`, … that is not taken. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name}-${number}`;
    if (!taken.has(candidate)) {
      return candidate;
    }
  }
}
