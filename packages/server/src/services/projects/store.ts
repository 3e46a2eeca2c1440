import { type MoveRequest, results } from "@clearml-ts/protocol";
import type { Caller } from "../../auth/caller.ts";
import { where } from "../../database/documents/collection.ts";
import { ApiFailure } from "../../errors.ts";
import type { Records } from "../../records/records.ts";
import { newId } from "../../values/ids.ts";
import type { Change } from "../tasks/store.ts";
import type { StoredProject } from "./fields.ts";
import { checkBaseName, parseProjectName } from "./names.ts";

/** The fields of a project beside its name. */
export type ProjectContent = Partial<
  Pick<StoredProject, "description" | "tags" | "system_tags" | "default_output_destination">
>;

/** The projects of the server: a tree, in which each one knows its full name and all of its ancestors. */
export class ProjectStore {
  readonly #records: Records;

  constructor(records: Records) {
    this.#records = records;
  }

  /** Returns a project. @throws {@link ApiFailure} 400/401 when there is none. */
  get(id: string): StoredProject {
    const project = this.#records.projects.get(id);
    if (!project) {
      throw new ApiFailure(results.invalidProjectId, { fields: { id } });
    }
    return project;
  }

  /** Returns a project that may be changed. @throws {@link ApiFailure} 400/401, or 403/21 when it belongs to everybody. */
  getForWriting(id: string): StoredProject {
    const project = this.get(id);
    if (project.company === "") {
      throw new ApiFailure(results.noWritePermission, {
        detail: "cannot modify public project(s)",
        fields: { ids: [id] },
      });
    }
    return project;
  }

  /** Finds a project by its full name. */
  findByName(name: string): StoredProject | undefined {
    return this.#records.projects.findOne(where("name", name));
  }

  /** Makes a project, and the ones above it that are missing. @throws {@link ApiFailure} 400/801 when it exists. */
  create(caller: Caller, name: string, content: ProjectContent = {}): StoredProject {
    const parts = parseProjectName(name);
    const present = this.findByName(parts.join("/"));
    if (present?.company === "") {
      throw new ApiFailure(results.projectNameTakenByPublicProject, { fields: { name: present.name } });
    }
    if (present) {
      throw new ApiFailure(results.expectedUniqueData, { fields: { name: present.name } });
    }
    const parent = parts.length > 1 ? this.findOrCreate(caller, parts.slice(0, -1).join("/")) : undefined;
    return this.#insert(caller, parts, parent, content);
  }

  /** Finds a project by name, or makes it. */
  findOrCreate(caller: Caller, name: string, content: ProjectContent = {}): StoredProject {
    const parts = parseProjectName(name);
    const present = this.findByName(parts.join("/"));
    if (present?.company === "") {
      throw new ApiFailure(results.projectNameTakenByPublicProject, { fields: { name: present.name } });
    }
    return present ?? this.create(caller, parts.join("/"), content);
  }

  /** Finds the project that records are moved to, by id or by a name that may be new; `null` is none. */
  resolveTarget(caller: Caller, { project, project_name }: Omit<MoveRequest, "ids">): string | null {
    if (project) {
      return this.getForWriting(project).id;
    }
    if (project_name) {
      return this.findOrCreate(caller, project_name).id;
    }
    if (project !== undefined) {
      return null;
    }
    throw new ApiFailure(results.missingRequiredFields, { detail: "project or project_name is required" });
  }

  /** Changes what is given. A new name may differ in its last part only. @throws {@link ApiFailure} 400/408 */
  update(id: string, content: ProjectContent & { name?: string }): Change {
    const project = this.getForWriting(id);
    const { name, ...others } = content;
    const parts = name === undefined ? undefined : parseProjectName(name);
    if (parts) {
      checkBaseName(parts);
      const parentName = project.name.split("/").slice(0, -1).join("/");
      if (parts.slice(0, -1).join("/") !== parentName) {
        throw new ApiFailure(results.cannotUpdateProjectLocation, { fields: { name } });
      }
    }
    const fields = {
      ...others,
      ...(parts ? { name: parts.join("/"), basename: parts.at(-1) ?? "" } : {}),
      last_update: this.#records.now(),
    };
    if (parts) {
      this.#assertNameFree(parts.join("/"), id);
    }
    this.#records.projects.replace({ ...project, ...fields });
    if (parts) {
      this.#renameBelow(project, parts.join("/"));
    }
    return { updated: 1, fields };
  }

  /** Moves a project with everything below it; returns how many projects moved. */
  move(caller: Caller, id: string, location: string | undefined): number {
    const project = this.getForWriting(id);
    const target = location?.trim() ? parseProjectName(location).join("/") : "";
    const parentName = project.name.split("/").slice(0, -1).join("/");
    if (target === parentName) {
      throw new ApiFailure(results.projectSourceAndDestinationAreTheSame, { fields: { location: target } });
    }
    if (target === project.name || target.startsWith(`${project.name}/`)) {
      throw new ApiFailure(results.projectCannotBeMovedUnderItself, { fields: { project: id, parent: target } });
    }
    const parent = target === "" ? undefined : this.findOrCreate(caller, target);
    return this.reparent(project, parent);
  }

  /** Puts a project below another one, or at the root. Returns how many projects changed place. */
  reparent(project: StoredProject, parent: StoredProject | undefined): number {
    const below = this.#records.projects.find({ where: where("path", project.id) });
    const name = parent ? `${parent.name}/${project.basename}` : (project.basename ?? project.name);
    const deepest = Math.max(0, ...below.map((child) => child.name.split("/").length - project.name.split("/").length));
    parseProjectName(`${name}${"/x".repeat(deepest)}`);
    this.#assertNameFree(name, project.id);
    const path = parent ? [...(parent.path ?? []), parent.id] : [];
    const last_update = this.#records.now();
    const { parent: _, ...unplaced } = project;
    this.#records.projects.replace({ ...unplaced, name, ...(parent ? { parent: parent.id } : {}), path, last_update });
    for (const child of below) {
      const tail = (child.path ?? []).slice((child.path ?? []).indexOf(project.id));
      this.#records.projects.replace({
        ...child,
        name: `${name}${child.name.slice(project.name.length)}`,
        path: [...path, ...tail],
        last_update,
      });
    }
    this.#records.touchProjects(project.parent ?? undefined, parent?.id);
    return below.length + 1;
  }

  #renameBelow(project: StoredProject, name: string): void {
    for (const child of this.#records.projects.find({ where: where("path", project.id) })) {
      this.#records.projects.replace({ ...child, name: `${name}${child.name.slice(project.name.length)}` });
    }
  }

  #insert(
    caller: Caller,
    parts: readonly string[],
    parent: StoredProject | undefined,
    content: ProjectContent,
  ): StoredProject {
    checkBaseName(parts);
    const now = this.#records.now();
    const project: StoredProject = {
      id: newId(),
      name: parts.join("/"),
      basename: parts.at(-1) ?? "",
      description: "",
      created: now,
      last_update: now,
      tags: [],
      system_tags: [],
      featured: 9999,
      ...content,
      ...(parent ? { parent: parent.id } : {}),
      path: parent ? [...(parent.path ?? []), parent.id] : [],
      company: caller.companyId,
      user: caller.userId,
    };
    this.#records.projects.insert(project);
    return project;
  }

  #assertNameFree(name: string, id: string): void {
    const present = this.findByName(name);
    if (present && present.id !== id) {
      throw new ApiFailure(results.expectedUniqueData, { fields: { name } });
    }
  }
}
