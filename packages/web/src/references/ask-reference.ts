import { callApi } from "../api/api.ts";
import { batched } from "../api/batched.ts";
import { taskAddress } from "../routes/task-address.ts";

/** The record that an id is of: its name, and the page that shows it. */
export interface Reference {
  name: string;
  address: string;
}

/** Ids in one call. */
const MOST = 200;

/** Milliseconds for which links wait: what the page is about comes first. */
const LATER = 200;

/** The record of an id, null where there is none; ids that are asked for in the same moment are looked up together. */
export const askReference = batched<string, Reference | null>(
  async (keys) => {
    await new Promise((resolve) => setTimeout(resolve, LATER));
    const found = await findTasks([...new Set(keys)]);
    const others = [...new Set(keys)].filter((id) => !found.has(id));
    if (others.length > 0) {
      await addModelsAndProjects(others, found);
    }
    return keys.map((id) => found.get(id) ?? null);
  },
  () => 1 / MOST,
);

/** Most ids that people meet are those of tasks and versions of datasets, which are tasks, too. */
async function findTasks(ids: string[]): Promise<Map<string, Reference>> {
  const { tasks } = await callApi("tasks.get_all_ex", {
    ...{ id: ids, only_fields: ["name", "type", "system_tags"], search_hidden: true },
    ...{ page: 0, page_size: MOST },
  });
  return new Map(
    tasks.map((task) => {
      const isVersion = task.system_tags?.includes("dataset") ?? false;
      return [task.id, { name: task.name, address: isVersion ? `/datasets/${task.id}` : taskAddress(task) }];
    }),
  );
}

async function addModelsAndProjects(ids: string[], found: Map<string, Reference>): Promise<void> {
  const most = { page: 0, page_size: MOST };
  const [{ models }, { projects }] = await Promise.all([
    callApi("models.get_all_ex", { id: ids, only_fields: ["name"], ...most }),
    callApi("projects.get_all", { id: ids, only_fields: ["id", "name"], search_hidden: true, ...most }),
  ]);
  for (const { id, name } of models) {
    found.set(id, { name, address: `/models/${id}` });
  }
  for (const { id, name } of projects) {
    found.set(id, { name, address: `/projects/${id}` });
  }
}
