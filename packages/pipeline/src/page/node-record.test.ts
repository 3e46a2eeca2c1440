import { expect, test } from "vitest";
import { definitionOf } from "../fixtures/definition.fixture.ts";
import { StepState } from "../steps/step-state.ts";
import { nodeRecord } from "./node-record.ts";

/** The arguments of Python's node, in the order in which it stores them, and the fields that it adds for the page. */
const pythonKeys = [
  ...["base_task_id", "queue", "parents", "timeout", "parameters", "configurations", "task_overrides", "executed"],
  ...["status", "clone_task", "job_type", "job_started", "job_ended", "job_code_section", "skip_job"],
  ...["cache_executed_step", "return_artifacts", "monitor_metrics", "monitor_artifacts", "monitor_models"],
  ...["explicit_docker_image", "recursively_parse_parameters", "output_uri", "draft", "continue_behaviour"],
  ...["continue_on_fail", "continue_on_abort", "skip_children_on_abort", "skip_children_on_fail", "stage", "job_id"],
];

function stateOf(name: string, input: object = {}, parents: StepState[] = []): StepState {
  return new StepState({ name, definition: definitionOf(name), input, parents });
}

test("a node has exactly the keys that Python knows", () => {
  expect(Object.keys(nodeRecord(stateOf("load")))).toEqual(pythonKeys);
});

test("only a step with results is executed, and one that failed is marked so that its children are skipped", () => {
  const step = stateOf("load", { path: "a" });
  expect(nodeRecord(step)).toMatchObject({ status: "pending", executed: null, job_id: null, job_started: null });

  step.status = "running";
  step.taskId = "task1";
  step.startedAt = new Date(1500);
  expect(nodeRecord(step)).toMatchObject({ status: "running", executed: null, job_id: "task1", job_started: 1.5 });

  step.endedAt = new Date(2000);
  step.end({ status: "completed", taskId: "task1", outputs: { values: { n: 1 }, artifactHashes: new Map() } });
  expect(nodeRecord(step)).toMatchObject({ executed: "task1", job_ended: 2, return_artifacts: ["n"] });

  const failed = stateOf("fail");
  failed.end({ status: "failed", taskId: "task2", error: new Error("no") });
  expect(nodeRecord(failed)).toMatchObject({ executed: false, job_id: "task2" });

  const skipped = stateOf("skip");
  skipped.end({ status: "skipped", error: new Error("no") });
  expect(nodeRecord(skipped)).toMatchObject({ executed: null, skip_job: true });
});

test("a number that JSON does not have is a text in the graph, which browsers read", () => {
  const { parameters } = nodeRecord(stateOf("load", { rate: Number.NaN, bounds: [Number.POSITIVE_INFINITY] }));
  expect(parameters).toEqual({ "kwargs/rate": "NaN", "kwargs/bounds": ["Infinity"] });
});
