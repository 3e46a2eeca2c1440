import { expect, test } from "vitest";
import { hasIdentity } from "./endpoint-effects.ts";
import type { EndpointName } from "./endpoint-map.ts";
import { endpointVersions } from "./endpoint-versions.ts";

const names = Object.keys(endpointVersions) as EndpointName[];
const of = (service: string) => names.filter((name) => name.startsWith(`${service}.`) && hasIdentity(name));

test("calls that change something have an identity, calls that read have none", () => {
  expect(of("queues")).toEqual([
    "queues.add_or_update_metadata",
    "queues.add_task",
    "queues.clear_queue",
    "queues.create",
    "queues.delete",
    "queues.delete_metadata",
    "queues.get_next_task",
    "queues.move_task_backward",
    "queues.move_task_forward",
    "queues.move_task_to_back",
    "queues.move_task_to_front",
    "queues.move_task_to_queue",
    "queues.remove_task",
    "queues.update",
  ]);
  expect(of("events")).toEqual([
    "events.add",
    "events.add_batch",
    "events.clear_scroll",
    "events.clear_task_log",
    "events.delete_for_model",
    "events.delete_for_task",
  ]);
});

test("replies that hold secrets are not kept", () => {
  expect(of("auth")).toEqual([
    "auth.create_user",
    "auth.edit_credentials",
    "auth.edit_user",
    "auth.revoke_credentials",
  ]);
  expect(of("login")).toEqual([]);
});
