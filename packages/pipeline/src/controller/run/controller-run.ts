import { Task } from "@clearml-ts/tasks";
import type { ComponentDefinition } from "../../define/definition/component-definition.ts";
import { nodeRecord } from "../../page/node-record.ts";
import { succeeded } from "../../steps/step-outcome.ts";
import type { StepState } from "../../steps/step-state.ts";
import type { ValueObject } from "../../values/value.ts";
import type { DeclaredStep } from "../nodes/declared-step.ts";
import { type PipelineNode, pipelineNode } from "../nodes/pipeline-node.ts";
import type { ReferenceSource } from "../references/read-reference.ts";
import type { PipelineInRun, RunCallbacks } from "../step-callbacks.ts";

/** A step that is ready for the engine. */
export interface ReadyStep {
  declared: DeclaredStep;
  definition: ComponentDefinition;
  /** Names of all steps that it waits for. */
  parents: readonly string[];
  /** The task that it is a copy of; undefined for a function. */
  base: Task | undefined;
}

/** One run of a `PipelineController`, as its parts share it. */
export interface ControllerRun {
  pipeline: PipelineInRun;
  callbacks: RunCallbacks;
  /** The steps by name, parents first. */
  steps: ReadonlyMap<string, ReadyStep>;
  /** The steps that the engine knows so far, by name. */
  states: Map<string, StepState>;
  /** The parameters of the run, by name. */
  parameters: ValueObject;
}

/** A step of a run as it stands. */
export function nodeOf({ states }: ControllerRun, name: string): PipelineNode {
  return pipelineNode(name, nodeRecord(states.get(name) as StepState));
}

/** The values that the references of a step are read from. */
export function referenceSource({ pipeline, parameters, states }: ControllerRun, step: string): ReferenceSource {
  return {
    step,
    parameters,
    task: async (name) => {
      const outcome = await states.get(name)?.outcome;
      return outcome && succeeded(outcome) ? Task.get({ id: outcome.taskId }, pipeline.task) : undefined;
    },
  };
}
