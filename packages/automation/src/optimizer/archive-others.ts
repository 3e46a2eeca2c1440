import type { Connection } from "@clearml-ts/client";
import { ARCHIVED } from "../archived.ts";

/** Ids in one call; the server answers no more tasks at a time. */
const PAGE = 500;

/** Archives all tasks but the first ones, which are taken out of the archive where they are in it. */
export async function archiveOthers(connection: Connection, ranked: readonly string[], kept: number): Promise<void> {
  const { tasks } = connection.services;
  const archived = await archivedOf(connection, ranked);
  const comeBack = ranked.slice(0, kept).filter((id) => archived.has(id));
  const go = ranked.slice(kept).filter((id) => !archived.has(id));
  if (comeBack.length > 0) {
    await tasks.unarchiveMany({ ids: comeBack });
  }
  if (go.length > 0) {
    await tasks.archiveMany({ ids: go });
  }
}

async function archivedOf({ services }: Connection, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const archived = new Set<string>();
  for (let first = 0; first < ids.length; first += PAGE) {
    const { tasks } = await services.tasks.getAll({
      id: ids.slice(first, first + PAGE),
      system_tags: [ARCHIVED],
      search_hidden: true,
      only_fields: ["id"],
    });
    for (const { id } of tasks) {
      archived.add(id);
    }
  }
  return archived;
}
