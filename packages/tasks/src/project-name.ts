import type { Connection } from "@clearml-ts/client";
import { ApiError, results } from "@clearml-ts/protocol";

/** A project as a task refers to it. */
export interface ProjectReference {
  id: string;
  /** Full name, with its parents. */
  name: string;
}

/** The full name of a project that is given by it, or as a reference. */
export function projectName(project: string | ProjectReference): string {
  return typeof project === "string" ? project : project.name;
}

const known = new WeakMap<Connection, Map<string, Promise<string>>>();

function namesOf(connection: Connection): Map<string, Promise<string>> {
  const names = known.get(connection) ?? new Map<string, Promise<string>>();
  known.set(connection, names);
  return names;
}

/** Looks up the name of a project; each is asked for once, and again only after a failure. */
export async function projectReference(connection: Connection, id: string | undefined): Promise<ProjectReference> {
  if (!id) {
    return { id: "", name: "" };
  }
  const names = namesOf(connection);
  let name = names.get(id);
  if (!name) {
    name = fetchName(connection, id);
    names.set(id, name);
    name.catch(() => names.delete(id));
  }
  return { id, name: await name };
}

/** Keeps the name of a project that was just read, so that it is not asked for. */
export function rememberProjectName(connection: Connection, { id, name }: ProjectReference): void {
  namesOf(connection).set(id, Promise.resolve(name));
}

/** Has the name of a project looked up anew: it was renamed. */
export function forgetProjectName(connection: Connection, id: string): void {
  known.get(connection)?.delete(id);
}

/** A task may outlive its project. */
async function fetchName(connection: Connection, id: string): Promise<string> {
  try {
    return (await connection.services.projects.getById({ project: id })).project.name;
  } catch (error) {
    if (error instanceof ApiError && error.is(results.invalidProjectId)) {
      return "";
    }
    throw error;
  }
}
