import type { TaskRecord } from "@clearml-ts/protocol";
import { expectTypeOf, test } from "vitest";
import type { Services } from "./services.ts";

declare const services: Services;

test("requests and replies have the types of the endpoint", () => {
  expectTypeOf(services.tasks.getById).parameter(0).toExtend<{ task: string }>();
  expectTypeOf(services.tasks.getAll).returns.resolves.toHaveProperty("tasks").toEqualTypeOf<TaskRecord[]>();
  // @ts-expect-error a task is needed
  services.tasks.getById({});
  // @ts-expect-error there is no such endpoint
  services.tasks.getByName;
});
