export { type Component, type ComponentOptions, component } from "./component.ts";
export type { ComponentDefinition } from "./component-definition.ts";
export type { StepContext } from "./context.ts";
export {
  OutsidePipelineError,
  PipelineDefinitionError,
  PipelineError,
  type PipelineFailure,
  PipelineValueError,
  StepError,
} from "./errors.ts";
export { inProcessRunner } from "./in-process-runner.ts";
export type { JsonObject, JsonValue } from "./json.ts";
export type { ClearMLObject, ObjectKindName } from "./object-kinds.ts";
export type { ObjectLoader } from "./object-loader.ts";
export type { OutputRef } from "./output-ref.ts";
export { type Pipeline, type PipelineOptions, pipeline, type RunOptions } from "./pipeline.ts";
export type { PipelineRun } from "./pipeline-run.ts";
export type { CacheDecision, PipelineProgress, StepReport, StepStatus } from "./report.ts";
export type { OutputRefs, Step } from "./step.ts";
export type { ArtifactInput, StepInput } from "./step-input.ts";
export type { StepOptions } from "./step-options.ts";
export type { StepFailure, StepOutcome, StepSuccess, StoredOutputs } from "./step-outcome.ts";
export type { StepLaunch, StepParent, StepRunner, StepWatch } from "./step-runner.ts";
export type { Json, Jsonable, NotJson, Value, ValueObject } from "./value.ts";
export type { ObjectReference } from "./wire.ts";
export type { Resolved, Wired } from "./wired.ts";
