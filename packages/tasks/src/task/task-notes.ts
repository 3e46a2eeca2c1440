import type { TaskType } from "@clearml-ts/protocol";
import { checkTaskName } from "../check-name.ts";
import { InvalidValueError } from "../errors.ts";
import type { ProjectReference } from "../project-name.ts";
import { findOrCreateProject } from "../projects.ts";
import type { TaskState } from "../record/task-state.ts";
import { TaskSession } from "./task-session.ts";
import { ARCHIVED } from "./task-view.ts";

/** A task with the notes that people find it by: name, type, comment, tags, parent, project and archive. */
export abstract class TaskNotes extends TaskSession {
  readonly #state: TaskState;
  #project: ProjectReference;

  protected constructor(state: TaskState, project: ProjectReference) {
    super(state);
    this.#state = state;
    this.#project = project;
  }

  /** The project the task was in when it was loaded, or was moved to. */
  override get project(): ProjectReference {
    return this.#project;
  }

  /**
   * Renames the task, whatever its status is.
   *
   * @throws {@link InvalidNameError} when the name is too short.
   */
  async setName(name: string): Promise<void> {
    checkTaskName(name);
    await this.#state.edit(() => ({ name }));
  }

  /**
   * Changes the kind of work that the task does.
   *
   * @throws {@link TaskStateError} when the task is over.
   */
  async setTaskType(type: TaskType): Promise<void> {
    await this.#state.edit(() => ({ type }));
  }

  /** Replaces the comment that the page shows as the description, whatever the status is. */
  async setComment(comment: string): Promise<void> {
    await this.#state.edit(() => ({ comment }));
  }

  /** Replaces all tags. */
  async setTags(tags: readonly string[]): Promise<void> {
    await this.#state.edit(() => ({ tags: [...new Set(tags)] }));
  }

  /** Adds tags to those the task has. */
  async addTags(...tags: string[]): Promise<void> {
    await this.#state.changeTags({ add: tags });
  }

  /** Removes tags; those the task does not have are skipped. */
  async removeTags(...tags: string[]): Promise<void> {
    await this.#state.changeTags({ remove: tags });
  }

  /** Replaces the tags by which ClearML itself sorts tasks. */
  async setSystemTags(tags: readonly string[]): Promise<void> {
    await this.#state.edit(() => ({ system_tags: tags }));
  }

  /** Puts the task into the archive, or takes it out again; lists leave out what is archived. */
  async setArchived(archived: boolean): Promise<void> {
    await this.#state.edit(({ system_tags = [] }) => {
      const others = system_tags.filter((tag) => tag !== ARCHIVED);
      return { system_tags: archived ? [...others, ARCHIVED] : others };
    });
  }

  /**
   * Names the task that this one belongs to or comes from, by its id.
   *
   * @throws {@link TaskStateError} when the task is over.
   */
  async setParent(parent: string): Promise<void> {
    await this.#state.edit(() => ({ parent }));
  }

  /**
   * Moves the task to another project, given by name and made if need be, whatever the status of the task is. Objects that
   * are stored stay where they are.
   */
  async moveToProject(project: string | ProjectReference): Promise<void> {
    const { id, name } = typeof project === "string" ? await findOrCreateProject(this.connection, project) : project;
    await this.#state.edit(() => ({ project: id }));
    this.#project = { id, name };
  }

  /**
   * Shows how far the task is, from 0 to 100; what is below or above counts as the nearer one.
   *
   * @throws {@link InvalidValueError} when it is not a number.
   */
  async setProgress(percent: number): Promise<void> {
    if (Number.isNaN(Number(percent))) {
      throw new InvalidValueError(`The progress of a task is a number from 0 to 100, not ${String(percent)}.`);
    }
    await this.#state.addRuntime({ progress: String(Math.round(Math.min(100, Math.max(0, percent)))) });
  }
}
