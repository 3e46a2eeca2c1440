import type { TaskRecord } from "@clearml-ts/protocol";
import { describeEnvironment } from "../../program/environment.ts";
import { findQueueId } from "../../queues.ts";
import type { TaskState } from "../../record/task-state.ts";
import { TaskStoppedError } from "../errors.ts";
import type { StatusOptions } from "../task-options.ts";
import { type Heartbeat, heartbeatOf } from "./heartbeat.ts";

/** Runtime property of a task that has just started. */
export const NOT_BEGUN = { progress: "0" };
/** Runtime property of a task that is complete. */
const DONE = { progress: "100" };

/** Runtime property of a task that is published when it completes. */
export const PUBLISH_ON_COMPLETE = "_publish_on_complete";

/** Moves a task from status to status, and tells the server that it is alive while it runs in this process. */
export class TaskLife {
  /** Added to the iterations of all reports. */
  initialIteration = 0;
  readonly #state: TaskState;
  readonly #heartbeat: Heartbeat;
  readonly #stopped = new AbortController();
  /** Ends the heartbeat; undefined while the task does not run here. */
  #endBeat: (() => void) | undefined;
  #onRest: () => void = () => {};
  #onAbort: (() => unknown) | null = null;
  #onUnheeded: (reason: TaskStoppedError) => void = () => {};
  #isHeeded = false;
  #isEnding = false;
  /** A stop that was heard of while the task ends. */
  #heard: TaskStoppedError | undefined;

  /** @param heartbeat Keeps the task alive. @default the one of its connection */
  constructor(state: TaskState, heartbeat: Heartbeat = heartbeatOf(state.connection)) {
    this.#state = state;
    this.#heartbeat = heartbeat;
  }

  /** Aborted, with a {@link TaskStoppedError}, when somebody stops the task from outside. Whoever asks for it ends the work. */
  get signal(): AbortSignal {
    this.#isHeeded = true;
    return this.#stopped.signal;
  }

  /** Whether the task was started in this process and has not ended since. */
  get runsHere(): boolean {
    return this.#endBeat !== undefined;
  }

  async start({ force = false }: { force?: boolean }): Promise<void> {
    const { id, record, origin } = this.#state;
    const isNew = record.started === undefined;
    // The agent has started the task; to do it again would wipe a request to stop, which is in the status message.
    if (!(origin.underAgent && record.status === "in_progress")) {
      await this.#state.move("start", () => this.#services.started({ task: id, force }));
    }
    if (!isNew) {
      // What is gone from a record that is begun again, such as its end, is not among the fields of the answer.
      await this.#state.reload();
    }
    const { runtime } = await describeEnvironment();
    const beginning = { ...runtime, ...NOT_BEGUN };
    if (!(isNew && this.#hasRuntime(beginning))) {
      await this.#state.addRuntime(beginning);
    }
    this.#endBeat ??= this.#heartbeat.add({
      taskId: id,
      onStopped: (status) => this.#hearOfStop(new TaskStoppedError(id, status)),
    });
  }

  async complete({ message, force = false }: StatusOptions): Promise<void> {
    const publish = this.#state.record.runtime?.[PUBLISH_ON_COMPLETE] === true;
    const body = {
      task: this.#state.id,
      force,
      status_reason: "completed",
      ...(publish && { publish }),
      ...(message !== undefined && { status_message: message }),
    };
    await this.#end(() => this.#state.move("complete", () => this.#services.completed(body)));
    if (publish || !this.#hasRuntime(DONE)) {
      await this.#state.addRuntime(DONE);
    }
  }

  async fail({ reason, message, force }: { reason: string; message: string; force: boolean }): Promise<void> {
    const body = { task: this.#state.id, force, status_reason: reason, status_message: message };
    await this.#end(() => this.#state.move("fail", () => this.#services.failed(body)));
  }

  async stop({ message, force = false }: StatusOptions): Promise<void> {
    const body = {
      task: this.#state.id,
      force,
      ...(message !== undefined && { status_reason: message, status_message: message }),
    };
    await this.#end(() => this.#state.move("stop", () => this.#services.stopped(body)));
  }

  async stopRequest({ message, force = false }: StatusOptions): Promise<void> {
    const body = { task: this.#state.id, force, ...(message !== undefined && { status_message: message }) };
    await this.#state.attempt("stop", () => this.#services.stop(body));
  }

  async publish({ message, force = false }: StatusOptions): Promise<void> {
    const body = { task: this.#state.id, force, ...(message !== undefined && { status_message: message }) };
    await this.#state.attempt("publish", () => this.#services.publish(body));
  }

  async reset({ force = false }: { force?: boolean }): Promise<void> {
    await this.#state.attempt("reset", () => this.#services.reset({ task: this.#state.id, force }));
    this.rest();
  }

  async enqueue(queue: string): Promise<void> {
    const id = await findQueueId(this.#state.connection, queue);
    await this.#state.attempt(
      "enqueue",
      () => this.#services.enqueue({ task: this.#state.id, queue: id }),
      ({ fields = {} }) => {
        const { "execution.queue": _, enqueue_status: __, ...changed } = fields;
        const execution = { ...this.#state.record.execution, queue: id };
        return changed["status"] === undefined ? undefined : { ...(changed as Partial<TaskRecord>), execution };
      },
    );
  }

  async dequeue(): Promise<void> {
    await this.#state.attempt("dequeue", () => this.#services.dequeue({ task: this.#state.id }));
  }

  /** Has a function called when somebody stops the task from outside, in place of the one before. */
  onAbort(call: (() => unknown) | null): void {
    this.#onAbort = call;
  }

  /** Has a function called when somebody stops the task from outside and nobody has asked for its signal. */
  onUnheeded(call: (reason: TaskStoppedError) => void): void {
    this.#onUnheeded = call;
  }

  /** Has a function called when the task rests. */
  onRest(call: () => void): void {
    this.#onRest = call;
  }

  /** Does no more for the task in this process; resting twice is harmless. */
  rest(): void {
    this.#onRest();
    this.beatNoMore();
  }

  /** Pings the server no longer, and no longer looks whether somebody stopped the task; harmless twice. */
  beatNoMore(): void {
    this.#endBeat?.();
    this.#endBeat = undefined;
  }

  /** Makes the last move, whose status a look that is under way may see: that is not a stop from outside, unless the move fails. */
  async #end(move: () => Promise<unknown>): Promise<void> {
    this.#isEnding = true;
    try {
      await move();
      this.#heard = undefined;
      this.rest();
    } finally {
      this.#isEnding = false;
      if (this.#heard) {
        void this.#stop(this.#heard);
      }
    }
  }

  #hearOfStop(reason: TaskStoppedError): void {
    if (this.#isEnding) {
      this.#heard = reason;
    } else {
      void this.#stop(reason);
    }
  }

  async #stop(reason: TaskStoppedError): Promise<void> {
    this.#endBeat = undefined;
    this.#stopped.abort(reason);
    try {
      await this.#onAbort?.();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#state.connection.warn(`The abort callback of task ${this.#state.id} failed: ${why}`);
    }
    if (!this.#isHeeded) {
      this.#onUnheeded(reason);
    }
  }

  get #services() {
    return this.#state.connection.services.tasks;
  }

  #hasRuntime(properties: Readonly<Record<string, string>>): boolean {
    const { runtime = {} } = this.#state.record;
    return Object.entries(properties).every(([name, value]) => runtime[name] === value);
  }
}
