import type { TaskStatus } from "@clearml-ts/protocol";

/** The task of a step that an earlier attempt of the same run has begun. */
export interface EarlierTask {
  id: string;
  /** Name of the step. */
  name: string;
  status: TaskStatus;
  /** Hash of the component's name and of the inputs of the step. */
  work: string;
  /** Whether it was put in a queue, so that a worker may run it whatever became of the controller. */
  isQueued: boolean;
}

/** The work of a step. */
export interface StepWork {
  /** Name of the step. */
  name: string;
  /** Hash of the component's name and of the inputs of the step. */
  work: string;
}

const DONE: readonly TaskStatus[] = ["completed", "published"];
const UNDER_WAY: readonly TaskStatus[] = ["queued", "in_progress"];

/**
 * The tasks of the steps that earlier attempts of a run have begun. Each is taken by one step of the present attempt at most.
 *
 * A step takes a task by its work, and by its name only where several have the same work: a function whose steps run side by side may
 * call its components in another order the next time, and so give them other names.
 */
export class EarlierTasks {
  readonly #left: Set<EarlierTask>;
  readonly #followsQueues: boolean;

  /** Takes the tasks, the newest first; `followsQueues` tells whether those that workers run can be waited for. */
  constructor(tasks: readonly EarlierTask[], { followsQueues }: { followsQueues: boolean }) {
    this.#left = new Set(tasks);
    this.#followsQueues = followsQueues;
  }

  /** Takes the task that has completed the work of a step; undefined where there is none. */
  takeCompleted(step: StepWork): EarlierTask | undefined {
    return this.#take(step, ({ status }) => DONE.includes(status));
  }

  /** Takes the task by which a worker does the work of a step, or is about to; undefined where there is none. */
  takeUnderWay(step: StepWork): EarlierTask | undefined {
    return this.#take(step, (task) => this.#isFollowed(task));
  }

  /** Takes the tasks that nobody will bring to an end; when the attempt is over, also those that no step has taken. */
  takeCutShort({ isOver }: { isOver: boolean }): EarlierTask[] {
    const isOpen = ({ status }: EarlierTask) => status === "created" || UNDER_WAY.includes(status);
    const taken = [...this.#left].filter((task) => isOpen(task) && (isOver || !this.#isFollowed(task)));
    for (const task of taken) {
      this.#left.delete(task);
    }
    return taken;
  }

  #isFollowed({ isQueued, status }: EarlierTask): boolean {
    return this.#followsQueues && isQueued && UNDER_WAY.includes(status);
  }

  #take({ name, work }: StepWork, fits: (task: EarlierTask) => boolean): EarlierTask | undefined {
    const same = [...this.#left].filter((task) => task.work === work && fits(task));
    const taken = same.find((task) => task.name === name) ?? same[0];
    if (taken) {
      this.#left.delete(taken);
    }
    return taken;
  }
}
