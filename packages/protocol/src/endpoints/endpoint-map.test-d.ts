import { expectTypeOf, test } from "vitest";
import type { TaskEvent } from "../records/event.ts";
import type { Reference } from "../records/reference.ts";
import type { TaskRecord, TaskStatus } from "../records/task.ts";
import type {
  BatchEndpointName,
  EndpointMap,
  EndpointName,
  RawEndpointName,
  ReplyOf,
  RequestOf,
  ServiceName,
} from "./endpoint-map.ts";

test("names and services come from the map", () => {
  expectTypeOf<"tasks.create">().toExtend<EndpointName>();
  expectTypeOf<"tasks.invent">().not.toExtend<EndpointName>();
  expectTypeOf<ServiceName>().toEqualTypeOf<
    | "auth"
    | "debug"
    | "events"
    | "login"
    | "models"
    | "organization"
    | "pipelines"
    | "projects"
    | "queues"
    | "reports"
    | "server"
    | "serving"
    | "storage"
    | "tasks"
    | "users"
    | "workers"
  >();
});

test("every endpoint has a request and a reply", () => {
  expectTypeOf<EndpointMap[EndpointName]>().toExtend<{ request: object; reply: object | string }>();
});

test("a request must have what the endpoint requires and nothing else", () => {
  expectTypeOf<{ name: string; type: "training" }>().toExtend<RequestOf<"tasks.create">>();
  expectTypeOf<{ name: string }>().not.toExtend<RequestOf<"tasks.create">>();
  expectTypeOf<{ name: string; type: "knitting" }>().not.toExtend<RequestOf<"tasks.create">>();
  // @ts-expect-error the field is called `task`
  const misspelled: RequestOf<"tasks.get_by_id"> = { taks: "1" };
  void misspelled;
});

test("what may be left out may be undefined, what is required may not", () => {
  expectTypeOf<{ name: string; type: "training"; project: undefined }>().toExtend<RequestOf<"tasks.create">>();
  expectTypeOf<{ name: undefined; type: "training" }>().not.toExtend<RequestOf<"tasks.create">>();
});

test("list conditions accept values, exclusions and operators", () => {
  const request: RequestOf<"tasks.get_all"> = {
    project: "1",
    status: ["completed", "-failed"],
    system_tags: ["__$not", "archived", null],
    "hyperparams.Args.rate.value": ["0.1"],
    order_by: ["-last_update"],
    scroll_id: null,
    size: 100,
  };
  expectTypeOf(request).toExtend<object>();
  // @ts-expect-error no task has this status
  const wrong: RequestOf<"tasks.get_all"> = { status: ["done"] };
  void wrong;
});

test("plain lists hold ids, extended lists hold references", () => {
  expectTypeOf<ReplyOf<"tasks.get_all">["tasks"]>().toEqualTypeOf<TaskRecord[]>();
  expectTypeOf<ReplyOf<"tasks.get_all">["tasks"][number]["project"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<ReplyOf<"tasks.get_all_ex">["tasks"][number]["project"]>().toEqualTypeOf<Reference | undefined>();
  expectTypeOf<ReplyOf<"tasks.get_all_ex">["tasks"][number]["status"]>().toEqualTypeOf<TaskStatus>();
});

test("bodies of lines and answers without an envelope stand out", () => {
  expectTypeOf<BatchEndpointName>().toEqualTypeOf<"events.add_batch" | "tasks.update_batch">();
  expectTypeOf<RequestOf<"events.add_batch">>().toEqualTypeOf<readonly TaskEvent[]>();
  expectTypeOf<RawEndpointName>().toEqualTypeOf<"events.download_task_log" | "organization.download_for_get_all">();
});
