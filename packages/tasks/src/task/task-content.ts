import type { ScriptRecord } from "@clearml-ts/protocol";
import { addArtifact, type UploadArtifactOptions } from "../artifacts/add-artifact.ts";
import type { Artifact } from "../artifacts/artifact.ts";
import type { ArtifactValue } from "../artifacts/artifact-value.ts";
import type { ProjectReference } from "../project-name.ts";
import type { TaskState } from "../record/task-state.ts";
import { TaskSettings } from "./task-settings.ts";

/** A task with what it takes and makes: its code, artifacts, models, and what its runs say of themselves. */
export abstract class TaskContent extends TaskSettings {
  readonly #state: TaskState;

  protected constructor(state: TaskState, project: ProjectReference) {
    super(state, project);
    this.#state = state;
  }

  /** Sets runtime properties, keeping the others. */
  async setRuntimeProperties(properties: Record<string, string | number | boolean>): Promise<void> {
    await this.#state.addRuntime(properties);
  }

  /** Changes the description of the code; fields that are not given stay. */
  async setScript(script: ScriptRecord): Promise<void> {
    await this.#state.edit((record) => ({ script: { ...record.script, ...script } }));
  }

  /**
   * Stores a value under a name; {@link ArtifactValue} says how each kind of value is stored.
   *
   * @throws {@link ArtifactError} when the value has no stored form.
   * @throws {@link TaskStateError} when the task is over.
   */
  uploadArtifact(name: string, value: ArtifactValue, options: UploadArtifactOptions = {}): Promise<Artifact> {
    return addArtifact(this.#state, name, value, { ...options, folder: this.outputFolder });
  }

  /** Lists a model among those the task took or made. */
  async addModel({ name, model, type }: { name: string; model: string; type: "input" | "output" }): Promise<void> {
    await this.#state.attempt(`add model "${name}" to`, () =>
      this.connection.services.tasks.addOrUpdateModel({ task: this.id, name, model, type }),
    );
  }
}
