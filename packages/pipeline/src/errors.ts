import { ClearMLError } from "@clearml-ts/protocol";
import { messageOf } from "./message-of.ts";
import type { StepReport, StepStatus } from "./steps/step-report.ts";

/** Thrown when a pipeline, component or step is described in a way that cannot work. */
export class PipelineDefinitionError extends ClearMLError {
  override name = "PipelineDefinitionError";
}

/** Thrown when a component is to be cached although nothing tells its code from other code. */
export class UncacheableComponentError extends PipelineDefinitionError {
  override name = "UncacheableComponentError";

  constructor(readonly component: string) {
    super(
      `Component "${component}" cannot be cached: its function is bound or native, so its text says nothing about its code. ` +
        "Give an arrow function that calls it, or declare a `version`.",
    );
  }
}

/** Thrown in a program that was started for a task when it does not define, or not once, the thing that the task runs. */
export class DefinitionLookupError extends PipelineDefinitionError {
  override name = "DefinitionLookupError";

  constructor(
    readonly kind: "component" | "pipeline",
    /** The name that the task gives. */
    readonly wanted: string,
    readonly problem: "missing" | "ambiguous",
  ) {
    super(
      problem === "missing"
        ? `The program defines no ${kind} "${wanted}" while it is loaded. Define it at the level of a module, not in a function, ` +
            "and name that module as the `entry` of the runner if it is not the one that defines the pipeline."
        : `The program defines several ${kind}s "${wanted}", so the name does not say which of them to run. Give each a name of its own.`,
    );
  }
}

/** Thrown when a component is called where no pipeline runs. */
export class OutsidePipelineError extends ClearMLError {
  override name = "OutsidePipelineError";

  constructor(readonly component: string) {
    super(
      `Component "${component}" was called outside a pipeline. ` +
        "Call it in the function given to pipeline(), not in another component; to test its code alone, call its .run().",
    );
  }
}

/** Thrown when an input, an output or a parameter is not JSON, or does not fit its schema. */
export class PipelineValueError extends ClearMLError {
  override name = "PipelineValueError";

  constructor(
    /** Place of the value, such as `output "rows" of step "count"`. */
    readonly where: string,
    /** Why it is refused, as the end of a sentence. */
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`${where} ${problem}.`, options);
  }
}

/** Thrown by awaiting a step, or one of its outputs, that has none because it did not complete. */
export class StepError extends ClearMLError {
  override name = "StepError";

  constructor(
    /** Name of the step. */
    readonly step: string,
    /** How the step ended. */
    readonly status: StepStatus,
    /** Id of the step's task, if it came to have one. */
    readonly taskId: string | undefined,
    /** Why, in words. */
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(
      `Step "${step}" ${status === "failed" ? "failed" : `was ${status}`}, so it has no outputs: ${reason}`,
      options,
    );
  }

  /** The error of the step that is at fault: this one, or that of the step because of which this one was skipped. */
  get origin(): StepError {
    return this.cause instanceof StepError ? this.cause.origin : this;
  }
}

/** A step's task that ended without outputs on a worker. */
export interface StepTaskFailure {
  /** Name of the step. */
  step: string;
  taskId: string;
  /** Whether it failed, or somebody ended it. */
  status: "failed" | "aborted";
  /** Why, as the task has it. */
  reason: string;
  /** Page with the task's console. */
  webUrl: string;
}

/** The reason why a step that ran through a queue has no outputs. */
export class StepTaskError extends ClearMLError {
  override name = "StepTaskError";
  readonly step: string;
  readonly taskId: string;
  /** Whether it failed, or somebody ended it. */
  readonly status: "failed" | "aborted";
  /** Why, as the task has it. */
  readonly reason: string;
  /** Page with the task's console. */
  readonly webUrl: string;

  constructor({ step, taskId, status, reason, webUrl }: StepTaskFailure) {
    super(
      `Task ${taskId} of step "${step}" ${status === "failed" ? "failed" : "was ended from outside"}: ${reason}. Its console: ${webUrl}`,
    );
    this.step = step;
    this.taskId = taskId;
    this.status = status;
    this.reason = reason;
    this.webUrl = webUrl;
  }
}

/** Thrown when a run cannot be resumed. */
export class ResumeError extends ClearMLError {
  override name = "ResumeError";

  constructor(
    /** Id of the controller's task. */
    readonly controllerId: string,
    /** Why, as the end of a sentence about the task. */
    readonly problem: string,
  ) {
    super(`Task ${controllerId} cannot be resumed: it ${problem}.`);
  }
}

/** Thrown by a step that was still running when its time was over. */
export class StepTimeLimitError extends ClearMLError {
  override name = "StepTimeLimitError";

  constructor(
    /** Name of the step. */
    readonly step: string,
    /** Seconds that it had. */
    readonly timeLimit: number,
  ) {
    super(`Step "${step}" took longer than its time limit of ${timeLimit} seconds.`);
  }
}

/** Fields of a {@link PipelineError}. */
export interface PipelineFailure extends ErrorOptions {
  /** Name of the pipeline. */
  pipeline: string;
  /** Id of the controller's task. */
  controllerId: string;
  /** Name of the step that failed; undefined when none did, but the pipeline's function. */
  step?: string | undefined;
  /** Id of the task of that step, if it came to have one. */
  taskId?: string | undefined;
  /** All steps as they ended, by name. */
  steps: Readonly<Record<string, StepReport>>;
  /** Why the failure could not be recorded on the controller's task; undefined when it was. */
  recordingError?: unknown;
}

/** Thrown by a run when a step, or the function of the pipeline itself, failed; `cause` is what it threw. */
export class PipelineError extends ClearMLError {
  override name = "PipelineError";

  /** Id of the controller's task. */
  readonly controllerId: string;
  /** Name of the step that failed; undefined when none did, but the pipeline's function. */
  readonly step: string | undefined;
  /** Id of the task of that step, if it came to have one. */
  readonly taskId: string | undefined;
  /** All steps as they ended, by name. */
  readonly steps: Readonly<Record<string, StepReport>>;
  /** Why the failure could not be recorded on the controller's task; undefined when it was. */
  readonly recordingError: unknown;

  constructor({ pipeline, controllerId, step, taskId, steps, recordingError, ...options }: PipelineFailure) {
    const where = step === undefined ? "outside its steps" : `at step "${step}"`;
    const task = taskId === undefined ? `controller task ${controllerId}` : `task ${taskId}`;
    const cause = messageOf(options.cause);
    // A server that is gone fails the step and the record alike; saying so once is enough.
    const why = messageOf(recordingError) === cause ? "" : ` (${messageOf(recordingError)})`;
    const next =
      recordingError === undefined
        ? `See the console of ${task}.`
        : `This could not be recorded${why}, so ${task} may look as if it were still running.`;
    super(`Pipeline "${pipeline}" failed ${where}: ${sentence(cause)} ${next}`, options);
    this.controllerId = controllerId;
    this.step = step;
    this.taskId = taskId;
    this.steps = steps;
    this.recordingError = recordingError;
  }
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** The reason of a step that was left out because a callback said so. */
export class StepSkippedError extends ClearMLError {
  override name = "StepSkippedError";

  constructor(readonly step: string) {
    super(`A callback has left out step "${step}".`);
  }
}
