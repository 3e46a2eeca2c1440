import type { CallBudget } from "@clearml-ts/client";
import { lookAtTables } from "../artifacts/registered/look-at-tables.ts";
import { ReportError } from "../delivery/errors.ts";
import type { DeliveryReport } from "../delivery/reporter.ts";
import type { TaskReporter } from "../delivery/task-reporter.ts";
import { type ReportWaitOptions, withinTime } from "../delivery/time-limit.ts";
import { errorOfBlock, onErrorAfterBlock } from "../exit/after-block.ts";
import { packSession } from "../offline/offline-connection.ts";
import type { ProjectReference } from "../project-name.ts";
import type { TaskState } from "../record/task-state.ts";
import { keepOtherEnd } from "../recovery/running-task.ts";
import type { Logger } from "../report/logger.ts";
import { failAfterBlock } from "./life/fail-after-block.ts";
import { describeFailure } from "./life/failure.ts";
import type { TaskLife } from "./life/task-life.ts";
import type { TaskParts } from "./life/task-parts.ts";
import { warnOfLeftEnd } from "./life/warn-of-left-end.ts";
import { TaskMoves } from "./task-moves.ts";
import type { CloseTaskOptions, StatusOptions } from "./task-options.ts";

/** A task that this process can run: it starts the task, reports to it, and brings it to its end. */
export abstract class TaskRun extends TaskMoves implements AsyncDisposable {
  /** Reports scalars, plots, media and console lines of the task. */
  readonly logger: Logger;
  readonly #state: TaskState;
  readonly #life: TaskLife;
  readonly #reporter: TaskReporter;
  readonly #project: ProjectReference;

  protected constructor(state: TaskState, project: ProjectReference, { life, uploads, logger, reporter }: TaskParts) {
    super(state, project, { life, uploads });
    this.#state = state;
    this.#project = project;
    this.#life = life;
    this.#reporter = reporter;
    this.logger = logger;
  }

  /**
   * Starts the task in this process: it is in progress from now on, and pings the server.
   *
   * @throws {@link TaskStateError} when it cannot be started as it is.
   */
  async start(options: { force?: boolean } = {}): Promise<this> {
    await this.#life.start(options);
    return this;
  }

  /**
   * Waits until everything reported so far is on the server, registered tables included. Takes at most its `timeout`, five minutes.
   *
   * @throws {@link ReportError} when it could not be sent; it is kept and tried again.
   * @throws {@link ArtifactError} when a registered table is not one any more.
   */
  async flush(options: ReportWaitOptions = {}): Promise<void> {
    await withinTime(this.id, options, async (signal) => {
      await this.logger.flush({ ...options, signal });
      await this.syncRegisteredArtifacts({ ...options, signal });
    });
  }

  /**
   * Ends the task well, after a flush. Both together take at most five minutes.
   *
   * @throws {@link TaskStateError} when it is not in progress.
   */
  async complete(options: StatusOptions = {}): Promise<void> {
    await this.#budget("complete").run(async () => {
      await this.flush();
      await this.#life.complete(options);
    });
  }

  /**
   * Ends the task as failed. A text is the reason as it is; of an error, the stack goes to the console log and the
   * message to the record, as an exception that ends a Python program does. Takes at most the five minutes of a flush,
   * and as much for the record.
   *
   * @throws {@link TaskStateError} when it is not in progress.
   */
  async fail(reason: unknown, { force = false }: { force?: boolean } = {}): Promise<void> {
    const failure = describeFailure(reason);
    this.logger.reportText(failure.details, { level: "error" });
    // Lines that cannot be sent now are kept, and counted by close(); they must not keep the failure from being recorded.
    await this.flush().catch(() => {});
    const why = reason instanceof Error ? `Exception ${failure.reason}` : failure.reason;
    await this.#budget("fail").run(() => this.#life.fail({ reason: why, message: failure.reason, force }));
  }

  /**
   * Ends the task as stopped, after a flush. Both together take at most five minutes.
   *
   * @throws {@link TaskStateError} when it is neither queued nor in progress.
   */
  async stop(options: StatusOptions = {}): Promise<void> {
    await this.#budget("stop").run(async () => {
      await this.flush();
      await this.#life.stop(options);
    });
  }

  /**
   * Sends the reports that are left, completes the task if it was started here and is still in progress, stops all timers and
   * tells how the reports fared. Under an agent, which sets the status from the exit code, and with `keepStatus`, the status
   * stays. Takes at most its `timeout`, five minutes: when that is over, or the signal is aborted, nothing more is sent, and a
   * status that could not be set waits on disk with the reports. Offline, the session is packed into a zip. Closing twice is
   * harmless.
   */
  async close({ keepStatus = false, ...wait }: CloseTaskOptions = {}): Promise<DeliveryReport> {
    return await withinTime(this.id, wait, async (signal) => {
      const isToEnd = !keepStatus && this.#life.runsHere && !this.underAgent;
      // After a failure the server had its chance: waiting for it once more would only double the time.
      const isAway = isToEnd && !(await this.#completeOrKeep(signal, { isQuiet: wait.signal?.aborted ?? false }));
      this.#life.rest();
      await lookAtTables(this, { signal });
      const report = await this.logger.close({ signal: isAway && !signal.aborted ? AbortSignal.abort() : signal });
      await packSession(this.connection);
      return report;
    });
  }

  /** Completes the task as the end of its program does, or keeps that status on disk; tells whether the server has it. */
  async #completeOrKeep(signal: AbortSignal, { isQuiet }: { isQuiet: boolean }): Promise<boolean> {
    try {
      signal.throwIfAborted();
      await lookAtTables(this, { signal });
      await this.logger.flush({ signal });
      if ((await this.#state.reload()).status === "in_progress") {
        await this.#life.complete({});
      }
      return true;
    } catch (error) {
      this.#reporter.keep({ status: "completed" });
      if (!isQuiet) {
        warnOfLeftEnd(this, error);
      }
      return false;
    }
  }

  /**
   * Completes the task if it was started here and is still in progress, and closes it; under an agent, which sets the
   * status from the exit code, only closes it. Takes at most five minutes; a status that could not be set waits on disk. Where the program then ends at once by an error
   * that nobody caught, the block was left by that error: the task becomes failed.
   *
   * @throws {@link ReportError} when not everything reported has arrived.
   */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#budget("[Symbol.asyncDispose]").run(() => this.#end());
  }

  async #end(): Promise<void> {
    try {
      if (this.#life.runsHere && !this.underAgent && (await this.#state.reload()).status === "in_progress") {
        await this.complete();
        const left = { state: this.#state, project: this.#project };
        onErrorAfterBlock((error, signal) => failAfterBlock({ ...left, error, signal }));
      }
    } catch (error) {
      // The server had its chance: waiting for it once more would only double the time until the error is seen.
      await this.close({ signal: AbortSignal.abort() });
      onErrorAfterBlock(async (thrown) => {
        const left = errorOfBlock(thrown, error);
        if (left) {
          keepOtherEnd(this, { kind: "threw", error: left.error });
        }
      });
      throw error;
    }
    const { pending, stored, reason } = await this.close();
    if (pending > 0) {
      throw new ReportError(this.id, pending, { stored, cause: reason });
    }
  }

  /** The time that the calls of one method share, waits for reports included. */
  #budget(method: string): CallBudget {
    return this.connection.session.budget(`task.${method}()`);
  }
}
