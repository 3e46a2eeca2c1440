import { expectTypeOf, test } from "vitest";
import type { ObjectTriggerOptions, TaskTriggerOptions } from "./trigger-options.ts";

const task = { scheduleTaskId: "", scheduleQueue: "default" };
const call = { scheduleFunction: (_id: string) => {}, name: "call" };
const scalar = { triggerOnMetric: "loss", triggerOnVariant: "test", triggerOnThreshold: 1 };

test("a trigger starts a task through a queue, or calls a function that has a name", () => {
  expectTypeOf({ ...task, addTag: "tag", triggerOnPublish: true }).toExtend<ObjectTriggerOptions>();
  expectTypeOf({ ...call, triggerOnTags: ["tag"] }).toExtend<TaskTriggerOptions>();
  expectTypeOf({ ...task, ...call }).not.toExtend<TaskTriggerOptions>();
  expectTypeOf({ scheduleTaskId: "" }).not.toExtend<TaskTriggerOptions>();
  expectTypeOf({ scheduleFunction: () => {} }).not.toExtend<ObjectTriggerOptions>();
  expectTypeOf({ ...call, scheduleQueue: "default" }).not.toExtend<TaskTriggerOptions>();
  expectTypeOf({ ...call, addTag: "tag" }).not.toExtend<ObjectTriggerOptions>();
});

test("a scalar is named as a whole", () => {
  expectTypeOf({ ...task, ...scalar }).toExtend<TaskTriggerOptions>();
  expectTypeOf({ ...task, ...scalar, triggerOnSign: "max" as const }).toExtend<TaskTriggerOptions>();
  expectTypeOf({ ...task, triggerOnMetric: "loss", triggerOnVariant: "test" }).not.toExtend<TaskTriggerOptions>();
  expectTypeOf({ ...task, triggerOnSign: "max" as const }).not.toExtend<TaskTriggerOptions>();
});
