export type {
  AddParameterOptions,
  PipelineControllerOptions,
  StartLocallyOptions,
  StartOptions,
} from "./controller/controller-options.ts";
export {
  OutsidePipelineRunError,
  PipelineNotFoundError,
  PipelineNotStartedError,
  PipelineReferenceError,
  PipelineStoppedError,
  PipelineTimeLimitError,
} from "./controller/errors.ts";
export type { MetricName, Monitored, MonitorOptions } from "./controller/monitors/monitored.ts";
export type { SuccessOptions } from "./controller/nodes/node-success.ts";
export type { PipelineNode } from "./controller/nodes/pipeline-node.ts";
export { PipelineController } from "./controller/pipeline-controller.ts";
export type {
  PipelineInRun,
  RetryCallback,
  RunCallbacks,
  StatusChangeCallback,
  StepCallbacks,
  StepCompletedCallback,
  StepCreatedCallback,
} from "./controller/step-callbacks.ts";
export type {
  AddFunctionStepOptions,
  AddStepOptions,
  ContinueBehaviour,
  ControllerStepOptions,
  StepFunction,
} from "./controller/step-options.ts";
export type { ClonePipelineOptions } from "./controller/stored/copy-pipeline.ts";
export type { CreatePipelineOptions } from "./controller/stored/create-pipeline.ts";
export type { PipelineLookup } from "./controller/stored/find-pipeline.ts";
export type { ListPipelinesOptions } from "./controller/stored/list-pipelines.ts";
export type { ResumePipelineOptions } from "./controller/stored/resume-pipeline.ts";
export type { StopOptions } from "./controller/stored/stop-pipeline.ts";
export type { WaitOptions } from "./controller/stored/wait-for-pipeline.ts";
export { type EnqueuePipelineOptions, StoredPipeline } from "./controller/stored-pipeline.ts";
export type { BaseTask } from "./controller/task-steps/base-task.ts";
export {
  Component,
  type ComponentDecoratorOptions,
  type StepsOf,
  stepsOf,
} from "./decorators/component-decorator.ts";
export {
  Pipeline,
  type PipelineDecoratorOptions,
  type PipelineOf,
  pipelineOf,
} from "./decorators/pipeline-decorator.ts";
export type { OutputRefs, Step } from "./define/call/step.ts";
export type { StepOptions } from "./define/call/step-options.ts";
// Under another name, because `Component` is the decorator as well.
export { type Component as ComponentFunction, type ComponentOptions, component } from "./define/component.ts";
export type { ComponentDefinition } from "./define/definition/component-definition.ts";
export type { StepContext } from "./define/definition/step-context.ts";
export type { OutputRef } from "./define/references/output-ref.ts";
export type { Resolved, WithReferences } from "./define/references/with-references.ts";
export {
  DefinitionLookupError,
  OutsidePipelineError,
  PipelineDefinitionError,
  PipelineError,
  type PipelineFailure,
  PipelineValueError,
  ResumeError,
  StepError,
  StepSkippedError,
  StepTaskError,
  type StepTaskFailure,
  StepTimeLimitError,
  UncacheableComponentError,
} from "./errors.ts";
export { type Pipeline as PipelineFunction, type PipelineOptions, pipeline } from "./pipeline.ts";
export { type ChildProcessRunnerOptions, childProcessRunner } from "./remote/children/child-process-runner.ts";
export { type QueueRunnerOptions, queueRunner } from "./remote/queues/queue-runner.ts";
export type { RemoteOptions } from "./remote/runs/enqueue-pipeline.ts";
export type { StepSettings } from "./run/controller/run-settings.ts";
export type { PipelineRun } from "./run/pipeline-run.ts";
export { inProcessRunner } from "./run/runner/in-process-runner.ts";
export type {
  ProgramOptions,
  ProgramSource,
  StepLaunch,
  StepParent,
  StepPipeline,
  StepQueues,
  StepRunner,
  StepWatch,
} from "./run/runner/step-runner.ts";
export { explain, type StepExplanation } from "./start/explain.ts";
export type { EnqueueOptions, QueuedRun, ResumeOptions, RunOptions } from "./start/run-options.ts";
export type { ArtifactInput, StepInput } from "./steps/step-input.ts";
export type { StepFailure, StepOutcome, StepSuccess, StoredOutputs } from "./steps/step-outcome.ts";
export type { CacheDecision, PipelineProgress, StepReport, StepStatus } from "./steps/step-report.ts";
export type { JsonObject, JsonValue } from "./values/json.ts";
export type { ClearMLObject, ObjectKindName } from "./values/object-kinds.ts";
export type { ObjectLoader } from "./values/object-loader.ts";
export type { ObjectReference } from "./values/object-reference.ts";
export type { PlacedObject, StoredValue } from "./values/stored-value.ts";
export type { Json, Jsonable, NamedValues, NotJson, Value, ValueObject } from "./values/value.ts";
