import { isDoneBefore } from "../report/time-limit.ts";
import type { Task } from "../task/task.ts";
import type { OpenWork } from "./open-work.ts";
import { type LastMove, lastMove, type ProgramEnd } from "./program-end.ts";

/** A task that runs in this program, and gets its last status when the program ends. */
export class RunningTask implements OpenWork {
  readonly #task: Task;
  readonly #underAgent: boolean;

  constructor(task: Task, { underAgent }: { underAgent: boolean }) {
    this.#task = task;
    this.#underAgent = underAgent;
  }

  async finish(end: ProgramEnd, signal: AbortSignal): Promise<void> {
    const task = this.#task;
    try {
      if (!(await isDoneBefore(this.#end(end), signal))) {
        task.connection.warn(`The end of task ${task.id} could not be recorded in time: the server does not answer.`);
        // The program is over, and calls that nobody waits for would keep it alive.
        await task.connection.close();
      }
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      task.connection.warn(`The end of task ${task.id} could not be recorded: ${why}`);
    }
    await task.close({ signal: AbortSignal.abort() });
  }

  async #end(end: ProgramEnd): Promise<void> {
    const task = this.#task;
    await task.reload();
    const move = lastMove(end, { isAgents: this.#underAgent, isStopped: task.signal.aborted });
    if (move === undefined || task.status !== "in_progress") {
      await task.flush();
    } else {
      await moveTask(task, move);
    }
  }
}

function moveTask(task: Task, move: LastMove): Promise<void> {
  switch (move.status) {
    case "completed":
      return task.complete();
    case "stopped":
      return task.stop(move.message === undefined ? {} : { message: move.message });
    case "failed":
      return task.fail(move.reason);
  }
}
