import type { Connection } from "@clearml-ts/client";

/** A project as a task refers to it. */
export interface ProjectReference {
  id: string;
  /** Full name, with its parents. */
  name: string;
}

const known = new WeakMap<Connection, Map<string, Promise<string>>>();

/** Looks up the name of a project; each is asked for once, and again only after a failure. */
export async function projectReference(connection: Connection, id: string | undefined): Promise<ProjectReference> {
  if (!id) {
    return { id: "", name: "" };
  }
  const names = known.get(connection) ?? new Map<string, Promise<string>>();
  known.set(connection, names);
  let name = names.get(id);
  if (!name) {
    name = connection.services.projects.getById({ project: id }).then(({ project }) => project.name);
    names.set(id, name);
    name.catch(() => names.delete(id));
  }
  return { id, name: await name };
}
