import { inTurn, type Task } from "@clearml-ts/tasks";

/**
 * Lists a model among those that its task made, once and under a name of its own: an entry of the same name would be
 * replaced. Additions to one task wait for each other, however many objects stand for the task.
 */
export async function listOnTask(task: Task, model: string, name: string): Promise<void> {
  await inTurn(task.connection, `models of task ${task.id}`, async () => {
    await task.reload();
    const entries = task.models.output;
    if (!entries.some((entry) => entry.model === model)) {
      const taken = new Set(entries.map((entry) => entry.name));
      await task.addModel({ name: freeName(name, taken), model, type: "output" });
    }
  });
}

/** Returns the name, or the first of `name-2`, `name-3`, … that is not taken. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name}-${number}`;
    if (!taken.has(candidate)) {
      return candidate;
    }
  }
}
