import type { EndpointName } from "@clearml-ts/protocol";
import { beforeAll, expect, test } from "vitest";
import { RecordsServer } from "../fixtures/records.fixture.ts";
import { findName } from "./stored-keys.ts";

let s: RecordsServer;
let task: string;
let model: string;
let queue: string;

beforeAll(async () => {
  s = await RecordsServer.start();
  task = await s.task();
  model = await s.model();
  queue = (await s.ok("queues.create", { name: "gpu" })).id;
  return () => s[Symbol.asyncDispose]();
});

const draft = (content: object) => ({ name: "forest", type: "training", ...content });
const weights = (content: object) => ({ name: "forest", uri: "file:///m", ...content });
const item = { section: "Args", name: "lr", value: "1" };
const metadata = { key: "a", type: "str", value: "1" };

/** Requests with a blank name in a place where the official server gives the name to `ParameterKeyEscaper.escape`. */
const blank: readonly (readonly [EndpointName, () => object])[] = [
  ["tasks.create", () => draft({ hyperparams: { " ": { lr: item } } })],
  ["tasks.create", () => draft({ configuration: { "": { name: "a", value: "b" } } })],
  ["tasks.create", () => draft({ configuration: { " ": { name: "a", value: "b" } } })],
  ["tasks.create", () => draft({ container: { " ": "x" } })],
  ["tasks.create", () => draft({ execution: { model_labels: { " ": 1 } } })],
  ["tasks.edit", () => ({ task, configuration: { " ": { name: "a", value: "b" } } })],
  ["tasks.edit", () => ({ task, container: { "": "x" } })],
  ["tasks.edit", () => ({ task, execution: { model_labels: { "": 1 } } })],
  ["tasks.clone", () => ({ task, new_task_configuration: { " ": { name: "a", value: "b" } } })],
  ["tasks.clone", () => ({ task, new_task_container: { " ": "x" } })],
  ["tasks.clone", () => ({ task, execution_overrides: { model_labels: { " ": 1 } } })],
  ["tasks.edit_hyper_params", () => ({ task, hyperparams: [{ ...item, section: " " }] })],
  ["tasks.edit_hyper_params", () => ({ task, hyperparams: [{ ...item, name: " " }] })],
  ["tasks.delete_hyper_params", () => ({ task, hyperparams: [{ section: " " }] })],
  ["tasks.delete_hyper_params", () => ({ task, hyperparams: [{ section: "Args", name: " " }] })],
  ["tasks.edit_configuration", () => ({ task, configuration: [{ name: " ", value: "b" }] })],
  ["tasks.delete_configuration", () => ({ task, configuration: [" "] })],
  ["tasks.delete_configuration", () => ({ task, configuration: [""] })],
  ["tasks.get_configurations", () => ({ tasks: [task], names: [" "] })],
  ["tasks.edit_runtime", () => ({ task, add_or_update: { " ": 1 } })],
  ["tasks.edit_runtime", () => ({ task, remove: [" "] })],
  ["models.create", () => weights({ metadata: { "": metadata } })],
  ["models.edit", () => ({ model, metadata: { " ": metadata } })],
  ["models.update", () => ({ model, metadata: { " ": metadata } })],
  ["models.add_or_update_metadata", () => ({ model, metadata: [{ ...metadata, key: " " }] })],
  ["models.delete_metadata", () => ({ model, keys: [" "] })],
  ["queues.create", () => ({ name: "cpu", metadata: { " ": metadata } })],
  ["queues.update", () => ({ queue, metadata: { " ": metadata } })],
  ["queues.add_or_update_metadata", () => ({ queue, metadata: [{ ...metadata, key: " " }] })],
  ["queues.delete_metadata", () => ({ queue, keys: [""] })],
  ["projects.get_hyperparam_values", () => ({ section: " ", name: "lr" })],
  ["projects.get_model_metadata_values", () => ({ key: " " })],
];

test.each(blank)("%s refuses a name that is blank (%#)", async (endpoint, request) => {
  expect(await s.refused(endpoint, request())).toBe("400/12");
});

/** Requests with names that the official server's `SafeDictField` and `SafeMapField` refuse. */
const unstorable: readonly (readonly [EndpointName, () => object])[] = [
  ["tasks.create", () => draft({ runtime: { "": 1 } })],
  ["tasks.create", () => draft({ runtime: { a: { $b: 1 } } })],
  ["tasks.create", () => draft({ script: { requirements: { $pip: "x" } } })],
  ["tasks.edit", () => ({ task, script: { requirements: { "": "x" } } })],
  ["models.create", () => weights({ labels: { $a: 1 } })],
  ["models.create", () => weights({ design: { "": 1 } })],
  ["models.create", () => weights({ design: { a: { $b: 1 } } })],
  ["models.create", () => weights({ ui_cache: { $a: 1 } })],
];

test.each(unstorable)(
  "%s refuses a name that is empty or begins with $, on any level (%#)",
  async (endpoint, request) => {
    expect(await s.refused(endpoint, request())).toBe("400/800");
  },
);

test("names are stored without the space around them, and found with it", async () => {
  const id = await s.task({
    hyperparams: { " Args ": { " lr": item } },
    configuration: { " net ": { name: "net", value: "x" } },
    execution: { model_labels: { " cat ": 1 } },
    ...({ container: { " image ": "python" } } as object),
  });
  await s.ok("tasks.edit_hyper_params", { task: id, hyperparams: [{ section: " Args", name: "depth ", value: "3" }] });
  await s.ok("tasks.edit_runtime", { task: id, add_or_update: { " host ": "a" } });
  expect(await s.getTask(id)).toMatchObject({
    hyperparams: { Args: { lr: item, depth: { value: "3" } } },
    configuration: { net: { value: "x" } },
    container: { image: "python" },
    execution: { model_labels: { cat: 1 } },
    runtime: { host: "a" },
  });

  const names = await s.ok("tasks.get_configurations", { tasks: [id], names: [" net "] });
  expect(names.configurations[0]?.configuration).toHaveLength(1);
  await s.ok("tasks.delete_hyper_params", { task: id, hyperparams: [{ section: "Args ", name: " lr" }] });
  await s.ok("tasks.delete_configuration", { task: id, configuration: [" net"] });
  await s.ok("tasks.edit_runtime", { task: id, remove: ["host "] });
  expect(await s.getTask(id)).toMatchObject({ hyperparams: { Args: { depth: {} } }, configuration: {}, runtime: {} });
});

test("a bad name is found on its level, in lists on demand", () => {
  const isBad = (name: string, level: number) => name === "bad" && level > 0;
  expect(findName({ bad: { good: 1 } }, isBad)).toBeUndefined();
  expect(findName({ good: { bad: 1 } }, isBad)).toBe("bad");
  expect(findName({ good: [{ bad: 1 }] }, isBad)).toBeUndefined();
  expect(findName({ good: [{ bad: 1 }] }, isBad, { inLists: true })).toBe("bad");
});
