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

/** The record of an id, null where there is none; ids that are asked for in the same moment are looked up together. */
export const askReference = batched<string, Reference | null>(
  async (keys) => {
    const ids = [...new Set(keys)];
    const most = { page: 0, page_size: MOST };
    const [{ tasks }, { models }, { projects }] = await Promise.all([
      callApi("tasks.get_all_ex", {
        ...{ id: ids, only_fields: ["name", "type", "system_tags"], search_hidden: true },
        ...most,
      }),
      callApi("models.get_all_ex", { id: ids, only_fields: ["name"], ...most }),
      callApi("projects.get_all", { id: ids, only_fields: ["id", "name"], search_hidden: true, ...most }),
    ]);
    const found = new Map<string, Reference>([
      ...projects.map(({ id, name }) => [id, { name, address: `/projects/${id}` }] as const),
      ...models.map(({ id, name }) => [id, { name, address: `/models/${id}` }] as const),
      ...tasks.map((task) => {
        const isVersion = task.system_tags?.includes("dataset") ?? false;
        return [task.id, { name: task.name, address: isVersion ? `/datasets/${task.id}` : taskAddress(task) }] as const;
      }),
    ]);
    return keys.map((id) => found.get(id) ?? null);
  },
  () => 1 / MOST,
);
