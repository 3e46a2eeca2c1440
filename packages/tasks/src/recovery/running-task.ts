import type { TaskReporter } from "../delivery/task-reporter.ts";
import { isDoneBefore } from "../delivery/time-limit.ts";
import type { OpenWork } from "../exit/open-work.ts";
import { type LastMove, lastMove, type ProgramEnd } from "../exit/program-end.ts";
import type { JournalEnd } from "../journal/records.ts";
import { describeFailure } from "../task/life/failure.ts";
import type { TaskLife } from "../task/life/task-life.ts";
import { warnOfLeftEnd } from "../task/life/warn-of-left-end.ts";
import type { TaskRun } from "../task/task-run.ts";
import { setEnd } from "./set-end.ts";

const running = new WeakMap<TaskRun, RunningTask>();

/** Puts the status of a task on disk that the server could not be told, if the task runs in this program. */
export function keepEnd(task: TaskRun, end: ProgramEnd): void {
  running.get(task)?.keep(end);
}

/** Puts another one in its place, because the end was another one. */
export function keepOtherEnd(task: TaskRun, end: ProgramEnd): void {
  running.get(task)?.keepOther(end);
}

/** The parts of a {@link RunningTask}. */
export interface RunningTaskParts {
  task: TaskRun;
  life: TaskLife;
  /** The reporter of its logger. */
  reporter: TaskReporter;
  /** Whether an agent runs the program, and sets the status. */
  underAgent: boolean;
}

/** A task that runs in this program, and gets its last status when the program ends. */
export class RunningTask implements OpenWork {
  readonly #parts: RunningTaskParts;
  #end: JournalEnd | undefined;

  constructor(parts: RunningTaskParts) {
    this.#parts = parts;
    running.set(parts.task, this);
  }

  /** Puts the status on disk, behind the reports: whoever delivers those sets it. */
  keep(end: ProgramEnd): void {
    const { task, reporter, underAgent } = this.#parts;
    const move = lastMove(end, { isAgents: underAgent, isStopped: task.signal.aborted });
    if (move && this.#end === undefined) {
      this.#end = this.#describe(move);
    }
    reporter.keep(this.#end);
  }

  keepOther(end: ProgramEnd): void {
    this.#end = undefined;
    this.keep(end);
  }

  async finish(end: ProgramEnd, signal: AbortSignal): Promise<void> {
    const { task, life } = this.#parts;
    this.keep(end);
    // The status that is set below is not a stop from outside.
    life.beatNoMore();
    try {
      if (!(await isDoneBefore(this.#deliver(), signal))) {
        warnOfLeftEnd(task, "the server does not answer in time");
        // The program is over, and calls that nobody waits for would keep it alive.
        await task.connection.close();
      }
    } catch (error) {
      warnOfLeftEnd(task, error);
    }
    await task.close({ signal: AbortSignal.abort(), keepStatus: true });
  }

  async #deliver(): Promise<void> {
    const { task, reporter } = this.#parts;
    await task.flush();
    if (this.#end) {
      await setEnd(task.connection, task.id, this.#end);
      reporter.forgetEnd();
    }
  }

  /** The console tells more of an error than there is room for in the record. */
  #describe(move: LastMove): JournalEnd {
    if (move.status !== "failed") {
      return move;
    }
    const { reason, details } = describeFailure(move.reason);
    if (move.reason instanceof Error) {
      this.#parts.task.logger.reportText(details, { level: "error" });
      return { status: "failed", reason: `Exception ${reason}`, message: reason };
    }
    return { status: "failed", reason, message: reason };
  }
}
