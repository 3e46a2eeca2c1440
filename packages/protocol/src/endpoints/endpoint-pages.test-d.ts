import { expectTypeOf, test } from "vitest";
import type { ScalarEvent } from "../records/event.ts";
import type { ProjectRecord } from "../records/project.ts";
import type { ListRequestOf, PagedEndpointName, RecordOf } from "./endpoint-pages.ts";

/** Endpoints whose reply does not have the list that the table names. */
type WithoutRecords = { [E in PagedEndpointName]: [RecordOf<E>] extends [never] ? E : never }[PagedEndpointName];

test("the records of a list have their type", () => {
  expectTypeOf<WithoutRecords>().toEqualTypeOf<never>();
  expectTypeOf<RecordOf<"projects.get_all">>().toEqualTypeOf<ProjectRecord>();
  expectTypeOf<RecordOf<"events.get_scalar_metric_data">>().toEqualTypeOf<ScalarEvent>();
  expectTypeOf<RecordOf<"projects.get_hyperparam_values">>().toEqualTypeOf<string>();
});

test("a request keeps its conditions and loses its pages", () => {
  expectTypeOf<ListRequestOf<"tasks.get_all">>().toHaveProperty("status");
  expectTypeOf<ListRequestOf<"tasks.get_all">>().not.toHaveProperty("page");
  expectTypeOf<ListRequestOf<"events.get_task_events">>().not.toHaveProperty("scroll_id");
});
