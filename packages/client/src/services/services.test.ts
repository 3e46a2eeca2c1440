import { batchEndpoints, endpointVersions } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import type { Session } from "../session/session.ts";
import { createServices } from "./services.ts";

function recording() {
  const calls: unknown[][] = [];
  const session: Pick<Session, "call" | "sendBatch"> = {
    call: async (...args) => calls.push(["call", ...args]) as never,
    sendBatch: async (...args) => calls.push(["sendBatch", ...args]) as never,
  };
  return { calls, services: createServices(session) };
}

test("every endpoint of the API has a method", () => {
  const { services } = recording();
  const methods = Object.values(services).flatMap((service) => Object.values(service));
  expect(methods).toHaveLength(Object.keys(endpointVersions).length);
});

test("a method calls its endpoint with request and options", async () => {
  const { calls, services } = recording();
  const { signal } = new AbortController();

  await services.tasks.getById({ task: "t1" }, { signal });
  await services.login.supportedModes();
  await services.events.addBatch([{ type: "log", task: "t1", level: "info", msg: "hi" }]);

  expect(calls).toEqual([
    ["call", "tasks.get_by_id", { task: "t1" }, { signal }],
    ["call", "login.supported_modes", {}, undefined],
    ["sendBatch", "events.add_batch", [{ type: "log", task: "t1", level: "info", msg: "hi" }], undefined],
  ]);
});

test("the endpoints that are sent line by line are those of the protocol", async () => {
  const { calls, services } = recording();
  for (const service of Object.values(services)) {
    for (const method of Object.values(service) as ((request: unknown) => Promise<unknown>)[]) {
      await method([]);
    }
  }
  const sent = calls.flatMap(([how, endpoint]) => (how === "sendBatch" ? [endpoint] : []));
  expect(sent).toEqual([...batchEndpoints]);
});
