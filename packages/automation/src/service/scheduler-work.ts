import type { Task } from "@clearml-ts/tasks";

/** The result of one step of a scheduler: whether it did something, and how long there is nothing to do after it. */
export interface SchedulerStep {
  /** Whether anything was started or stopped. */
  acted: boolean;
  /** When there will be something to do; undefined for never, as far as is known. */
  nextAt: Date | undefined;
}

/** A configuration of a scheduler that people see and may change. */
export interface SchedulerConfiguration {
  name: string;
  description: string;
  /** JSON. */
  text: string;
}

/** The entries of a scheduler, and what they do. */
export interface SchedulerWork {
  configurations(): SchedulerConfiguration[];
  /** Takes up configurations that people may have changed, by name; throws where one cannot be read. */
  readConfigurations(texts: Readonly<Record<string, string>>): void;
  /** All that has to outlive the program, as JSON. */
  state(): object;
  /** Goes on from a state: with the entries of the program, or with those of the state. */
  restore(state: unknown, entriesOf: "program" | "state"): void;
  /** Starts and stops whatever is due. */
  step(): Promise<SchedulerStep>;
  /** Shows on the task what is planned and what was done. */
  report(task: Task): Promise<void>;
}
