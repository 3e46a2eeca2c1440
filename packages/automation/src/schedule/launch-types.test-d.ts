import { expectTypeOf, test } from "vitest";
import type { ScheduleTaskOptions } from "./task-scheduler.ts";

const task = { scheduleTaskId: "", queue: "default", hour: 1 };
const call = { scheduleFunction: () => {}, name: "call", hour: 1 };

test("an entry starts a task through a queue, or calls a function that has a name", () => {
  expectTypeOf(task).toExtend<ScheduleTaskOptions>();
  expectTypeOf({ ...task, limitExecutionTime: 2, taskParameters: { "Args/rate": 1 } }).toExtend<ScheduleTaskOptions>();
  expectTypeOf(call).toExtend<ScheduleTaskOptions>();
  expectTypeOf({ ...call, singleInstance: true }).toExtend<ScheduleTaskOptions>();
});

test("an entry that starts nothing, both, or a task without a queue does not compile", () => {
  expectTypeOf({ hour: 1, queue: "default" }).not.toExtend<ScheduleTaskOptions>();
  expectTypeOf({ ...task, ...call }).not.toExtend<ScheduleTaskOptions>();
  expectTypeOf({ scheduleTaskId: "", hour: 1 }).not.toExtend<ScheduleTaskOptions>();
  expectTypeOf({ scheduleFunction: () => {}, hour: 1 }).not.toExtend<ScheduleTaskOptions>();
});

test("what concerns tasks alone does not compile beside a function", () => {
  expectTypeOf({ ...call, queue: "default" }).not.toExtend<ScheduleTaskOptions>();
  expectTypeOf({ ...call, limitExecutionTime: 2 }).not.toExtend<ScheduleTaskOptions>();
  expectTypeOf({ ...call, targetProject: "demo" }).not.toExtend<ScheduleTaskOptions>();
  expectTypeOf({ ...call, taskParameters: { "Args/rate": 1 } }).not.toExtend<ScheduleTaskOptions>();
});
