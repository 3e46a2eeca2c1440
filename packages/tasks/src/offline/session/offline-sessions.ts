import { join } from "node:path";
import { isOfflineId } from "./session-files.ts";
import { SessionFolder } from "./session-folder.ts";

/** The sessions on this machine, by the ids of their tasks. */
export class OfflineSessions {
  readonly #root: () => string;
  readonly #folders = new Map<string, SessionFolder>();
  readonly #tasksOfModels = new Map<string, string>();

  /** The folder of all sessions is asked for when the first one is looked up. */
  constructor(root: () => string) {
    this.#root = root;
  }

  /** The folder of a task, which need not be there yet; undefined where the id is not one of a session. */
  folder(taskId: string): SessionFolder | undefined {
    return isOfflineId(taskId) ? this.own(taskId) : undefined;
  }

  /** The folder of a task that this program makes. */
  own(taskId: string): SessionFolder {
    const folder = this.#folders.get(taskId) ?? new SessionFolder(join(this.#root(), taskId));
    this.#folders.set(taskId, folder);
    return folder;
  }

  /** Remembers which task made a model. */
  noteModel(modelId: string, taskId: string): void {
    this.#tasksOfModels.set(modelId, taskId);
  }

  /** The id of the task that made a model here; undefined for a model that this program did not make. */
  taskOfModel(modelId: string): string | undefined {
    return this.#tasksOfModels.get(modelId);
  }
}
