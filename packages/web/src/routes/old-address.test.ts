import { expect, test } from "vitest";
import { ownAddress } from "./old-address.ts";

test.each([
  ["/projects/p1/experiments/t1/output/log", "/tasks/t1/console"],
  ["/projects/*/experiments/t1/output/log", "/tasks/t1/console"],
  ["/projects/p1/tasks/t1/scalars", "/tasks/t1/scalars"],
  ["/projects/p1/experiments/t1", "/tasks/t1"],
  ["/projects/p1/experiments/t1/execution", "/tasks/t1"],
  ["/pipelines/p1/experiments/t1", "/pipelines/t1"],
  ["/projects/p1/experiments/t1/plots", "/tasks/t1/plots"],
  ["/projects/p1/tasks/t1/output/debugImages", "/tasks/t1/samples"],
  ["/datasets/simple/p1/experiments/t1", "/datasets/t1"],
  ["/datasets/simple/p1", "/datasets/p1"],
  ["/projects/p1/models/m1/general", "/models/m1"],
  ["/projects/p1/models", "/models?project=p1"],
  ["/projects/*/models", "/models"],
  ["/projects/p1/compare-tasks;ids=a,b/scalars/graph", "/compare?ids=a,b"],
  ["/projects/p1/overview", "/projects/p1"],
  ["/workers-and-queues/queues", "/queues"],
  ["/dashboard", "/"],
])("%s leads to %s", (printed, own) => {
  expect(ownAddress(printed)).toBe(own);
});

test("an address that nobody prints leads nowhere", () => {
  expect(ownAddress("/nonsense")).toBeUndefined();
});
