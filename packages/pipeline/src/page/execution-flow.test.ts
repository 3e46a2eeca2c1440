import { expect, test } from "vitest";
import { definitionOf } from "../fixtures/definition.fixture.ts";
import { StepState } from "../steps/step-state.ts";
import { executionDetails } from "./execution-details.ts";
import { executionFlow } from "./execution-flow.ts";

function stateOf(name: string, parents: StepState[] = [], input: object = {}): StepState {
  return new StepState({ name, definition: definitionOf(name), input, parents });
}

test("steps and what they take from each other are a Sankey diagram", () => {
  const first = stateOf("first", [], { path: "a rather long path of a file.csv" });
  const second = stateOf("second", [first]);
  const { data } = executionFlow([first, second, stateOf("third", [first, second])]);
  expect(data).toMatchObject([
    {
      type: "sankey",
      node: {
        label: ["first<br />kwargs/path: a rather long path of a  ...", "second<br />", "third<br />"],
        color: ["lightsteelblue", "lightsteelblue", "lightsteelblue"],
      },
      link: { source: [0, 0, 1], target: [1, 2, 2], value: [1, 1, 1] },
    },
  ]);
});

test("steps without connections are markers below", () => {
  const first = stateOf("first");
  const alone = stateOf("alone");
  alone.end({ status: "failed", error: "no" });
  const { data, layout } = executionFlow([first, stateOf("second", [first]), alone]);
  expect(data).toMatchObject([
    { type: "sankey", domain: { y: [0.2, 1] } },
    { type: "scatter", mode: "markers", x: [0], text: ["alone<br />"], marker: { color: ["red"], size: [40] } },
  ]);
  expect(layout).toMatchObject({ yaxis: { domain: [0, 0.15] } });
});

test("a pipeline of unconnected steps is markers only", () => {
  const { data } = executionFlow([stateOf("one"), stateOf("two")]);
  expect(data).toMatchObject([{ type: "scatter", x: [0, 1], y: [1, 1] }]);
});

test("the table links each step to its task, and a cached one to wherever its task is", () => {
  const links = { pageUrl: (path: string) => `http://web/${path}`, projectId: "p1" };
  const done = stateOf("done", [], { n: 1, opts: { a: [1] } });
  done.end({ status: "completed", taskId: "t1", outputs: { values: {}, artifactHashes: new Map() } });
  const cached = stateOf("cached");
  cached.end({ status: "cached", taskId: "t2", outputs: { values: {}, artifactHashes: new Map() } });
  expect(executionDetails([done, cached, stateOf("later")], links)).toEqual([
    ["Pipeline Step", "Task ID", "Task Name", "Status", "Parameters"],
    [
      "done",
      '<a href="http://web/projects/p1/experiments/t1/output/log"> t1 </a>',
      "done",
      "completed",
      'kwargs/n: 1, kwargs/opts: {"a":[1]}',
    ],
    ["cached", '<a href="http://web/projects/*/experiments/t2/output/log"> t2 </a>', "cached", "cached", ""],
    ["later", "", "", "pending", ""],
  ]);
});
