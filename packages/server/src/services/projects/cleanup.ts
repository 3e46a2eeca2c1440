import { type FileUrls, results } from "@clearml-ts/protocol";
import type { Caller } from "../../auth/caller.ts";
import { where } from "../../database/documents/collection.ts";
import { ApiFailure } from "../../errors.ts";
import { and, type Condition, not, or } from "../../query/condition.ts";
import type { FreedRecords } from "../../records/freed-records.ts";
import type { RecordEvents, RemoveFiles } from "../../records/record-events.ts";
import type { Records } from "../../records/records.ts";
import { ARCHIVED } from "../../records/tags.ts";
import { outputUris } from "../tasks/content/artifacts.ts";
import { DELETED_PREFIX } from "../tasks/content/checks.ts";
import type { ProjectStore } from "./store.ts";

/** The content of a project and of the projects below it. */
export interface ProjectInventory {
  tasks: number;
  non_archived_tasks: number;
  models: number;
  non_archived_models: number;
  reports: number;
  non_archived_reports: number;
  pipelines: number;
  datasets: number;
}

/** The things that were deleted with a project. */
export interface DeletedProject {
  deleted: number;
  disassociated_tasks: number;
  deleted_models: number;
  deleted_tasks: number;
  urls: Required<FileUrls>;
  freed: FreedRecords;
}

/** The things that were deleted with the content of a project. */
type EmptiedProject = Omit<DeletedProject, "deleted" | "freed"> & Pick<FreedRecords, "rows">;

interface Subtree {
  /** Every project. */
  all: string[];
  pipelines: string[];
  datasets: string[];
  /** Those that are neither pipelines nor datasets. */
  plain: string[];
}

const active = not(where("system_tags", ARCHIVED));
const isReport = where("system_tags", "reports");

/** Deletes projects with what they hold, and moves what one holds into another. */
export class ProjectCleanup {
  readonly #records: Records;
  readonly #projects: ProjectStore;
  readonly #events: RecordEvents;
  readonly #removeFiles: RemoveFiles;

  constructor(records: Records, parts: { projects: ProjectStore; events: RecordEvents; removeFiles: RemoveFiles }) {
    this.#records = records;
    this.#projects = parts.projects;
    this.#events = parts.events;
    this.#removeFiles = parts.removeFiles;
  }

  /** Counts what deleting a project would meet. */
  inventory(id: string): ProjectInventory {
    const { pipelines, datasets, plain } = this.#subtree(id);
    const inPlain = where("project", ...plain);
    const tasks = (condition: Condition) => this.#records.tasks.count(and(inPlain, condition));
    const models = (condition: Condition) => this.#records.models.count(and(inPlain, condition));
    return {
      tasks: tasks(not(isReport)),
      non_archived_tasks: tasks(and(not(isReport), active)),
      models: models(and()),
      non_archived_models: models(active),
      reports: tasks(isReport),
      non_archived_reports: tasks(and(isReport, active)),
      pipelines: this.#projectsWithTasks(pipelines, where("type", "controller")),
      datasets: this.#projectsWithTasks(datasets, and()),
    };
  }

  /**
   * Deletes a project and all below it.
   *
   * @throws {@link ApiFailure} 400/402, 405, 406 or 413 when it holds something that is not archived, unless forced.
   */
  delete(
    caller: Caller,
    id: string,
    options: { force?: boolean | undefined; contents?: boolean | undefined; files?: boolean | undefined },
  ): DeletedProject {
    const { force = false, contents = false, files = true } = options;
    const project = this.#projects.getForWriting(id);
    const subtree = this.#subtree(id);
    if (!force) {
      this.#assertInactive(id, subtree);
    }
    const { rows, ...emptied } = contents
      ? this.#deleteContents(caller, subtree.all)
      : this.#setContentsFree(caller, subtree.all);
    const paths = files ? this.#removeFiles(Object.values(emptied.urls).flat()) : [];
    this.#records.touchProjects(...(project.path ?? []));
    const deleted = this.#records.projects.delete(subtree.all);
    return { ...emptied, deleted, freed: { rows: rows + deleted, paths } };
  }

  /** Moves what a project holds into another one, or out of any, and deletes it. */
  merge(caller: Caller, id: string, target: string | undefined): { moved_entities: number; moved_projects: number } {
    const project = this.#projects.getForWriting(id);
    if (target === id) {
      throw new ApiFailure(results.projectSourceAndDestinationAreTheSame, { fields: { source: id, destination: id } });
    }
    const destination = target === undefined ? undefined : this.#projects.getForWriting(target);
    if (destination?.path?.includes(id)) {
      throw new ApiFailure(results.projectCannotBeMergedIntoItsChild, { fields: { source: id, destination: target } });
    }
    let moved_entities = 0;
    for (const task of this.#records.tasks.find({ where: where("project", id) })) {
      this.#records.tasks.replace({ ...withProject(task, destination?.id), ...this.#records.change(caller) });
      moved_entities += 1;
    }
    for (const model of this.#records.models.find({ where: where("project", id) })) {
      this.#records.models.replace({ ...withProject(model, destination?.id), ...this.#records.change(caller) });
      moved_entities += 1;
    }
    let moved_projects = 0;
    for (const child of this.#records.projects.find({ where: where("parent", id) })) {
      moved_projects += this.#projects.reparent(child, destination);
    }
    this.#records.projects.delete([id]);
    this.#records.touchProjects(destination?.id, project.parent ?? undefined);
    return { moved_entities, moved_projects };
  }

  #subtree(id: string): Subtree {
    this.#projects.getForWriting(id);
    const projects = this.#records.projects.select(["basename", "system_tags"], or(where("id", id), where("path", id)));
    const tagged = (tag: string) =>
      projects
        .filter(({ basename, system_tags }) => system_tags?.includes(tag) && basename !== `.${tag}s`)
        .map((project) => project.id);
    const all = projects.map((project) => project.id);
    const [pipelines, datasets] = [tagged("pipeline"), tagged("dataset")];
    return {
      all,
      pipelines,
      datasets,
      plain: all.filter((each) => !pipelines.includes(each) && !datasets.includes(each)),
    };
  }

  #projectsWithTasks(projects: readonly string[], condition: Condition): number {
    return this.#records.tasks.distinct(["project"], and(where("project", ...projects), condition, active)).length;
  }

  #assertInactive(id: string, { pipelines, datasets, plain }: Subtree): void {
    const refuse = (result: (typeof results)[keyof typeof results], detail: string) =>
      new ApiFailure(result, { detail, fields: { id } });
    if (this.#projectsWithTasks(pipelines, where("type", "controller")) > 0) {
      throw refuse(results.projectHasPipelines, "please archive all the controllers or use force=true");
    }
    if (this.#projectsWithTasks(datasets, and()) > 0) {
      throw refuse(results.projectHasDatasets, "please delete all the dataset versions or use force=true");
    }
    if (this.#projectsWithTasks(plain, and()) > 0) {
      throw refuse(results.projectHasTasks, "use force=true");
    }
    if (this.#records.models.count(and(where("project", ...plain), active)) > 0) {
      throw refuse(results.projectHasModels, "use force=true");
    }
  }

  #setContentsFree(caller: Caller, projects: readonly string[]): EmptiedProject {
    const tasks = this.#records.tasks.find({ where: where("project", ...projects) });
    const models = this.#records.models.find({ where: where("project", ...projects) });
    const change = this.#records.change(caller);
    for (const task of tasks) {
      this.#records.tasks.replace({ ...withProject(task, undefined), ...change });
    }
    for (const model of models) {
      this.#records.models.replace({ ...withProject(model, undefined), ...change });
    }
    return {
      disassociated_tasks: tasks.length,
      deleted_models: 0,
      deleted_tasks: 0,
      urls: { model_urls: [], event_urls: [], artifact_urls: [] },
      rows: 0,
    };
  }

  #deleteContents(caller: Caller, projects: readonly string[]): EmptiedProject {
    const tasks = this.#records.tasks.find({ where: where("project", ...projects) });
    const models = this.#records.models.find({ where: where("project", ...projects) });
    const taskIds = tasks.map(({ id }) => id);
    const modelIds = models.map(({ id }) => id);
    const outside = not(where("project", ...projects));
    const change = this.#records.change(caller);
    for (const child of this.#records.tasks.find({ where: and(where("parent", ...taskIds), outside) })) {
      const { parent: _, ...orphan } = child;
      this.#records.tasks.replace({ ...orphan, ...change });
    }
    for (const model of this.#records.models.find({ where: and(where("task", ...taskIds), outside) })) {
      const { task: _, ...orphan } = model;
      this.#records.models.replace({ ...orphan, ...change });
    }
    const uses = or(where("models.input.model", ...modelIds), where("models.output.model", ...modelIds));
    for (const task of this.#records.tasks.find({ where: and(uses, outside) })) {
      const marked = (items: { name: string; model: string }[] = []) =>
        items.map((item) =>
          modelIds.includes(item.model) ? { ...item, model: `${DELETED_PREFIX}${item.model}` } : item,
        );
      const models = { input: marked(task.models?.input), output: marked(task.models?.output) };
      this.#records.tasks.replace({ ...task, ...change, models });
    }
    const owners = [...taskIds, ...modelIds];
    const urls = {
      model_urls: models.flatMap(({ uri }) => (uri ? [uri] : [])),
      event_urls: this.#events.imageUrls(owners),
      artifact_urls: tasks.flatMap(({ execution }) => outputUris(execution?.artifacts)),
    };
    const events = this.#events.deleteFor(owners);
    const deleted_tasks = this.#records.tasks.delete(taskIds);
    const deleted_models = this.#records.models.delete(modelIds);
    const rows = events + deleted_tasks + deleted_models;
    return { disassociated_tasks: 0, deleted_models, deleted_tasks, urls, rows };
  }
}

function withProject<T extends { project?: string }>(record: T, project: string | undefined): T {
  const { project: _, ...rest } = record;
  return { ...rest, ...(project === undefined ? {} : { project }) } as T;
}
