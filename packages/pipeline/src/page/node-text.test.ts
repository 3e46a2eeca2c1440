import { pythonJson } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { definitionOf } from "../fixtures/definition.fixture.ts";
import { StepState } from "../steps/step-state.ts";
import { nodeRecord } from "./node-record.ts";
import { nodesText } from "./node-text.ts";

function writtenAtOnce(steps: readonly StepState[]): string {
  return pythonJson(Object.fromEntries(steps.map((step) => [step.name, nodeRecord(step)])), { indent: 2 });
}

test("the nodes read as if they were written at once, whatever has become of the steps since the last time", () => {
  const first = new StepState({ name: 'say "hi"', definition: definitionOf("one"), input: { x: "ä\n" }, parents: [] });
  const second = new StepState({ name: "two", definition: definitionOf("two"), input: {}, parents: [first] });
  const changes = [
    () => {},
    () => Object.assign(first, { status: "running", startedAt: new Date(1000) }),
    () => Object.assign(first, { taskId: "t" }),
    () => Object.assign(first, { status: "queued", queue: "default" }),
    () => {
      first.endedAt = new Date(2000);
      first.end({ status: "completed", taskId: "t", outputs: { values: { y: 1 }, artifactHashes: new Map() } });
    },
    () => second.end({ status: "skipped", error: new Error("no") }),
  ];
  for (const change of changes) {
    change();
    expect(nodesText([first, second])).toBe(writtenAtOnce([first, second]));
  }
  expect(nodesText([])).toBe(writtenAtOnce([]));
});
