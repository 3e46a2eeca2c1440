import { ClearMLError } from "@clearml-ts/protocol";
import { PipelineDefinitionError } from "../errors.ts";

/** Thrown when a reference such as `${load.artifacts.rows.url}` means something that is not there. */
export class PipelineReferenceError extends PipelineDefinitionError {
  override name = "PipelineReferenceError";

  constructor(
    /** Name of the step that has the reference. */
    readonly step: string,
    /** The reference as it was written. */
    readonly reference: string,
    /** Why it means nothing. */
    readonly problem: string,
  ) {
    super(`Step "${step}" refers to ${reference}, but ${problem}.`);
  }
}

/** Thrown when a `PipelineController` is asked for something that only a run has, and it has not begun one. */
export class PipelineNotStartedError extends ClearMLError {
  override name = "PipelineNotStartedError";

  constructor(readonly pipeline: string) {
    super(`Pipeline "${pipeline}" has no task yet. Call start(), startLocally() or createDraft() first.`);
  }
}

/** Thrown when there is no pipeline as it is looked for. */
export class PipelineNotFoundError extends ClearMLError {
  override name = "PipelineNotFoundError";

  constructor(
    /** The pipeline that was looked for, in words. */
    readonly wanted: string,
  ) {
    super(`There is no pipeline ${wanted}. List the controllers of its project on the page, under Pipelines.`);
  }
}

/** The reason of a run that was ended because its time was over. */
export class PipelineTimeLimitError extends ClearMLError {
  override name = "PipelineTimeLimitError";

  constructor(
    readonly pipeline: string,
    /** Minutes that it was given. */
    readonly timeLimit: number,
  ) {
    super(`Pipeline "${pipeline}" has run for longer than its ${timeLimit} min.`);
  }
}

/** Thrown when something is to be stored with the running pipeline where none runs. */
export class OutsidePipelineRunError extends ClearMLError {
  override name = "OutsidePipelineRunError";

  constructor(
    /** Id of the current task; undefined where there is none. */
    readonly taskId: string | undefined,
  ) {
    super(
      `${taskId === undefined ? "No task is current here" : `Task ${taskId} is neither a pipeline nor a step of one`}, so there is ` +
        "no pipeline to store this with. Call it in the function of a step.",
    );
  }
}

/** The reason of a run that its own program has stopped. */
export class PipelineStoppedError extends ClearMLError {
  override name = "PipelineStoppedError";

  constructor(readonly pipeline: string) {
    super(`Pipeline "${pipeline}" was stopped by its program.`);
  }
}
