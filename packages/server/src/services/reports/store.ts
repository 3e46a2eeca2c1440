import { results } from "@clearml-ts/protocol";
import type { Caller } from "../../auth/caller.ts";
import { where } from "../../database/documents/collection.ts";
import { ApiFailure } from "../../errors.ts";
import type { FreedRecords } from "../../records/freed-records.ts";
import type { Records } from "../../records/records.ts";
import { ARCHIVED, changeTags } from "../../records/tags.ts";
import type { StoredProject } from "../projects/fields.ts";
import type { ProjectStore } from "../projects/store.ts";
import type { TaskCleanup } from "../tasks/deletion/cleanup.ts";
import type { StoredTask, TaskHead } from "../tasks/fields.ts";
import type { Change, TaskStore } from "../tasks/store.ts";

/** The content of a report. */
export type ReportContent = Partial<Pick<StoredTask, "name" | "tags" | "comment" | "report" | "report_assets">>;

/** The last part of the name of a project that holds reports. */
export const REPORTS_PROJECT = ".reports";

const TAGS = ["hidden", "reports"];

/** The fields of a report that can be changed when it is not a draft any more. */
const ALWAYS_EDITABLE: readonly string[] = ["name", "tags", "comment"];

/** Reports: tasks of a type of their own, each in the hidden project `.reports` of the project it is about. */
export class ReportStore {
  readonly #records: Records;
  readonly #tasks: TaskStore;
  readonly #projects: ProjectStore;
  readonly #cleanup: TaskCleanup;

  constructor(records: Records, parts: { tasks: TaskStore; projects: ProjectStore; cleanup: TaskCleanup }) {
    this.#records = records;
    this.#tasks = parts.tasks;
    this.#projects = parts.projects;
    this.#cleanup = parts.cleanup;
  }

  /** Makes an empty report about a project, or about none. */
  create(
    caller: Caller,
    { name, project, ...content }: Pick<StoredTask, "name"> & Pick<ReportContent, "tags" | "comment"> & ReportPlace,
  ): StoredTask {
    const home = this.#findOrMakeHome(caller, { project });
    return this.#tasks.create(caller, { ...content, name, type: "report", system_tags: TAGS, project: home.id });
  }

  /** Refuses what is not a report that may be changed. @throws {@link ApiFailure} 400/101, 403/21, or 400/150 for a task of another type. */
  check(id: string): void {
    this.#get(id);
  }

  /** Writes into a report. @throws {@link ApiFailure} 400/110 when it is not a draft and more than its labels would change. */
  update(caller: Caller, id: string, content: ReportContent): Change {
    const report = this.#get(id);
    const names = Object.keys(content);
    if (names.length === 0) {
      return { updated: 0, fields: {} };
    }
    if (report.status !== "created" && !names.every((name) => ALWAYS_EDITABLE.includes(name))) {
      throw new ApiFailure(results.invalidTaskStatus, { fields: { expected: "created", status: report.status } });
    }
    const noted = { ...this.#records.change(caller), last_update: this.#records.now() };
    const { updated } = this.#tasks.patch(report, { ...content, ...noted });
    return { updated, fields: { ...content } };
  }

  /** Puts a report below another project, or below none; returns the project that it is in now. */
  move(caller: Caller, id: string, place: ReportPlace & { readonly projectName?: string | undefined }): StoredProject {
    const report = this.#get(id);
    const home = this.#findOrMakeHome(caller, place);
    const from = report.project;
    this.#tasks.patch(report, { project: home.id, ...this.#records.change(caller) });
    this.#records.touchProjects(home.id);
    this.#removeIfEmpty(from);
    return home;
  }

  /** Publishes a report, whatever its status. */
  publish(caller: Caller, id: string, message: string | undefined): Change {
    const change = { to: "published", force: true, message } as const;
    return this.#tasks.changeStatus(this.#get(id), caller, change, { published: this.#records.now() });
  }

  /** Puts a report away, or takes it back. */
  setArchived(caller: Caller, id: string, isArchived: boolean, message = ""): void {
    const report = this.#get(id);
    const system_tags = changeTags(report.system_tags, { [isArchived ? "add" : "remove"]: [ARCHIVED] });
    const noted = { status_message: message, status_reason: "", ...this.#records.change(caller) };
    this.#tasks.patch(report, { system_tags, ...noted });
  }

  /** Deletes a report that is a draft or was put away, or any with `force`. @throws {@link ApiFailure} 400/123 */
  delete(caller: Caller, id: string, force: boolean | undefined): FreedRecords {
    const { project } = this.#get(id);
    const { freed } = this.#cleanup.delete(caller, { task: id, force });
    this.#removeIfEmpty(project);
    return freed;
  }

  /** The tags of all reports. */
  tags(): string[] {
    return this.#records.tasks.distinct(["tags"], where("type", "report")).map(String);
  }

  /** Returns a report that may be changed. @throws {@link ApiFailure} 400/101, 403/21, or 400/150 for a task of another type. */
  #get(id: string): TaskHead {
    const task = this.#tasks.getForWriting(id);
    if (task.type !== "report") {
      throw new ApiFailure(results.reportsOnly, { fields: { id } });
    }
    return task;
  }

  /** Finds the project for the reports of a project, or makes it. */
  #findOrMakeHome(
    caller: Caller,
    { project, projectName }: ReportPlace & { readonly projectName?: string | undefined },
  ): StoredProject {
    const about = projectName || (project ? this.#projects.getForWriting(project).name : "");
    const name = isHome(about) ? about : `${about}/${REPORTS_PROJECT}`;
    return this.#projects.findOrCreate(caller, name, { description: "Reports project", system_tags: TAGS });
  }

  #removeIfEmpty(id: string | undefined): void {
    const project = id === undefined ? undefined : this.#records.projects.get(id);
    if (!project || !isHome(project.name)) {
      return;
    }
    if (this.#records.tasks.count(where("project", project.id)) === 0) {
      this.#records.projects.delete([project.id]);
    }
  }
}

/** The subject of a report. */
export interface ReportPlace {
  /** Id of the project; none for a report about no project in particular. */
  readonly project?: string | null | undefined;
}

function isHome(name: string): boolean {
  return name.replace(/\/+$/, "").split("/").at(-1)?.trim() === REPORTS_PROJECT;
}
