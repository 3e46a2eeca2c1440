import type { EndpointName } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { call, startTestServer } from "../fixtures/server.fixture.ts";
import type { Server } from "../startup/server.ts";

/** Ids of the records that exist when a request is sent. */
interface World {
  task: string;
  model: string;
  project: string;
  queue: string;
}

/** Requests that the official server refuses: endpoint, fields, code and subcode. */
type Refused = readonly [EndpointName, (world: World) => object, `400/${number}`];

const create = (fields: object) => () => ({ name: "forest", type: "training", ...fields });
const parameter = { section: "Args", name: "lr", value: "0.1" };

/** The requests by the place in the official server's `apiserver/` that refuses them. */
const refused: Readonly<Record<string, readonly Refused[]>> = {
  "apimodels/metadata.py: MetadataItem needs key, type and value": [
    ["models.create", () => ({ name: "forest", uri: "x", metadata: { a: { key: "a", value: "" } } }), "400/12"],
    ["models.create", () => ({ name: "forest", uri: "x", metadata: { a: { key: "a", type: "str" } } }), "400/12"],
    ["models.create", () => ({ name: "forest", uri: "x", metadata: { a: "x" } }), "400/12"],
    ["models.create", () => ({ name: "forest", uri: "x", metadata: { a: null } }), "400/12"],
    ["queues.create", () => ({ name: "gpu", metadata: { a: { key: "a", value: "1" } } }), "400/12"],
    ["queues.create", () => ({ name: "gpu", metadata: [{ key: "a", type: "int", value: "1" }] }), "400/12"],
    ["queues.update", ({ queue }) => ({ queue, metadata: { a: { key: "a", value: "1" } } }), "400/12"],
    ["models.add_or_update_metadata", ({ model }) => ({ model, metadata: [{ key: "a", value: "1" }] }), "400/12"],
    ["models.add_or_update_metadata", ({ model }) => ({ model, metadata: [] }), "400/12"],
    [
      "models.add_or_update_metadata",
      ({ model }) => ({ model, metadata: [{ key: "", type: "int", value: "1" }] }),
      "400/12",
    ],
    ["queues.add_or_update_metadata", ({ queue }) => ({ queue, metadata: [{ key: "a", type: "int" }] }), "400/12"],
    ["models.delete_metadata", ({ model }) => ({ model, keys: [] }), "400/12"],
  ],
  "services/models.py: _update_model and prepare_update_fields": [
    ["models.update", ({ model }) => ({ model, task: "no" }), "400/101"],
    ["models.update", ({ model }) => ({ model, labels: { cat: "one" } }), "400/12"],
    ["models.update", ({ model }) => ({ model, labels: { cat: 1.5 } }), "400/12"],
  ],
  "bll/project/project_bll.py and bll/queue/queue_bll.py: update of what is not there": [
    ["projects.update", () => ({ project: "no" }), "400/401"],
    ["queues.update", () => ({ queue: "no" }), "400/701"],
  ],
  "services/users.py: dpath.new in set_preferences": [
    ["users.set_preferences", () => ({ preferences: { "": 1 } }), "400/305"],
    ["users.set_preferences", () => ({ preferences: { "a..b": 1 } }), "400/305"],
    ["users.set_preferences", () => ({ preferences: { "a.": 1 } }), "400/305"],
  ],
  "database/model/base.py: date conditions over fields of records without datetime_fields": [
    ["projects.get_all", () => ({ _any_: { fields: ["created"], datetime: ">2026-01-01" } }), "400/16"],
  ],
  "apimodels/auth.py: GetTokenRequest": [["auth.login", () => ({ expiration_sec: 31_536_001 }), "400/12"]],
  "services/organization.py: prepare_download_for_get_all": [
    [
      "organization.prepare_download_for_get_all",
      () => ({
        entity_type: "task",
        only_fields: ["name"],
        field_mappings: [
          {
            field: "name",
            values: [
              { key: "a", value: "b" },
              { key: "a", value: "c" },
            ],
          },
        ],
      }),
      "400/12",
    ],
  ],
  "bll/storage: StorageBLL.set_company_settings": [["storage.set_settings", () => ({}), "400/12"]],
  "services/workers.py and bll/workers: register": [
    ["workers.register", () => ({ worker: "w", timeout: -1 }), "400/1002"],
    ["workers.register", ({ queue }) => ({ worker: "w", queues: [queue, queue] }), "400/701"],
  ],
  "apimodels/models.py: CreateModelRequest": [
    ["models.create", () => ({ name: "forest" }), "400/12"],
    ["models.create", () => ({ uri: "x" }), "400/12"],
    ["models.create", () => ({ name: "forest", uri: "x", tags: [7] }), "400/12"],
    ["models.create", () => ({ name: "forest", uri: "x", comment: 5 }), "400/12"],
    ["models.create", () => ({ name: "forest", uri: "x", design: "x" }), "400/12"],
    ["models.create", () => ({ name: "forest", uri: "x", labels: { cat: 1.5 } }), "400/12"],
    ["models.create", () => ({ name: "forest", uri: "x", labels: { cat: [] } }), "400/12"],
    ["models.create", () => ({ name: "forest", uri: "x", project: "nowhere" }), "400/12"],
    ["models.create", ({ project }) => ({ name: "forest", uri: "x", project, public: true }), "400/12"],
  ],
  "database/model/model.py and model_labels.py": [
    ["models.create", () => ({ name: "ab", uri: "x" }), "400/800"],
    ["models.create", () => ({ name: "forest", uri: "x", ready: null }), "400/800"],
    ["models.edit", ({ model }) => ({ model, ready: 1 }), "400/800"],
    ["models.edit", ({ model }) => ({ model, framework: 7 }), "400/800"],
    ["models.update", ({ model }) => ({ model, comment: 7 }), "400/800"],
    ["tasks.update", ({ task }) => ({ task, comment: 7 }), "400/800"],
    ["users.update", () => ({ user: "__owner__", name: 7 }), "400/800"],
    ["models.edit", ({ model }) => ({ model, name: "ab" }), "400/800"],
    ["models.create", () => ({ name: "forest", uri: "x", labels: { cat: "one" } }), "400/800"],
    ["models.create", () => ({ name: "forest", uri: "x", labels: { cat: 1, dog: 1 } }), "400/800"],
    ["models.create", () => ({ name: "forest", uri: "x", labels: { "": 1 } }), "400/800"],
  ],
  "apimodels/tasks.py: CreateRequest and the parts of edits": [
    ["tasks.create", () => ({ type: "training" }), "400/12"],
    ["tasks.create", () => ({ name: "forest" }), "400/12"],
    ["tasks.create", create({ type: "cooking" }), "400/12"],
    ["tasks.edit_hyper_params", ({ task }) => ({ task, hyperparams: [] }), "400/12"],
    ["tasks.edit_hyper_params", ({ task }) => ({ task, hyperparams: [{ ...parameter, section: "" }] }), "400/12"],
    ["tasks.edit_hyper_params", ({ task }) => ({ task, hyperparams: [{ section: "Args", name: "lr" }] }), "400/12"],
    ["tasks.edit_hyper_params", ({ task }) => ({ task, hyperparams: [{ ...parameter, value: 0.1 }] }), "400/12"],
    [
      "tasks.edit_hyper_params",
      ({ task }) => ({ task, hyperparams: [parameter], replace_hyperparams: "some" }),
      "400/12",
    ],
    ["tasks.delete_hyper_params", ({ task }) => ({ task, hyperparams: [] }), "400/12"],
    ["tasks.delete_hyper_params", ({ task }) => ({ task, hyperparams: [{ section: "" }] }), "400/12"],
    ["tasks.edit_configuration", ({ task }) => ({ task, configuration: [] }), "400/12"],
    ["tasks.edit_configuration", ({ task }) => ({ task, configuration: [{ name: "net" }] }), "400/12"],
    ["tasks.edit_configuration", ({ task }) => ({ task, configuration: [{ name: "", value: "x" }] }), "400/12"],
    ["tasks.delete_configuration", ({ task }) => ({ task, configuration: [] }), "400/12"],
    ["tasks.edit_runtime", ({ task }) => ({ task, remove: [5] }), "400/12"],
    ["tasks.set_requirements", ({ task }) => ({ task }), "400/12"],
  ],
  "apimodels/tasks.py: Artifact, ArtifactId and ModelItemKey": [
    ["tasks.add_or_update_artifacts", ({ task }) => ({ task, artifacts: [] }), "400/12"],
    ["tasks.add_or_update_artifacts", ({ task }) => ({ task, artifacts: [{ key: "a" }] }), "400/12"],
    ["tasks.add_or_update_artifacts", ({ task }) => ({ task, artifacts: [artifact({ mode: "both" })] }), "400/12"],
    ["tasks.add_or_update_artifacts", ({ task }) => ({ task, artifacts: [artifact({ uri: 7 })] }), "400/12"],
    ["tasks.add_or_update_artifacts", ({ task }) => ({ task, artifacts: [artifact({ timestamp: "now" })] }), "400/12"],
    [
      "tasks.add_or_update_artifacts",
      ({ task }) => ({ task, artifacts: [artifact({ type_data: { preview: 7 } })] }),
      "400/12",
    ],
    [
      "tasks.add_or_update_artifacts",
      ({ task }) => ({ task, artifacts: [artifact({ display_data: ["x"] })] }),
      "400/12",
    ],
    ["tasks.delete_artifacts", ({ task }) => ({ task, artifacts: [] }), "400/12"],
    ["tasks.delete_artifacts", ({ task }) => ({ task, artifacts: [{ mode: "output" }] }), "400/12"],
    ["tasks.add_or_update_model", ({ task, model }) => ({ task, model, name: "net", type: "both" }), "400/12"],
    ["tasks.delete_models", ({ task }) => ({ task, models: [] }), "400/12"],
    ["tasks.delete_models", ({ task }) => ({ task, models: [{ name: "net" }] }), "400/12"],
    ["tasks.delete_models", ({ task }) => ({ task, models: [{ name: "net", type: "both" }] }), "400/12"],
  ],
  "database/model/task/task.py": [
    ["tasks.create", create({ name: "ab" }), "400/800"],
    ["tasks.edit", ({ task }) => ({ task, name: "ab" }), "400/800"],
    ["tasks.clone", ({ task }) => ({ task, new_task_name: "ab" }), "400/800"],
    ["tasks.create", create({ comment: 5 }), "400/800"],
    ["tasks.edit", ({ task }) => ({ task, comment: 5 }), "400/800"],
    ["tasks.create", create({ tags: "best" }), "400/800"],
    ["tasks.create", create({ hyperparams: { Args: { lr: { value: "0.1" } } } }), "400/800"],
    ["tasks.create", create({ hyperparams: { Args: { lr: { ...parameter, value: null } } } }), "400/800"],
    ["tasks.create", create({ hyperparams: { Args: { lr: { ...parameter, value: 0.1 } } } }), "400/800"],
    ["tasks.create", create({ configuration: { net: { name: "net" } } }), "400/800"],
    ["tasks.create", create({ configuration: { net: { value: "x" } } }), "400/800"],
    ["tasks.create", create({ script: { branch: 7 } }), "400/800"],
    ["tasks.edit", ({ task }) => ({ task, script: { diff: 7 } }), "400/800"],
    ["tasks.create", create({ container: { image: 7 } }), "400/800"],
    ["tasks.create", create({ execution: { queue: 7 } }), "400/800"],
    ["tasks.create", create({ execution: { model_labels: { cat: "1" } } }), "400/800"],
    ["tasks.edit", ({ task }) => ({ task, execution: { model_labels: { cat: 1, dog: 1 } } }), "400/800"],
    ["tasks.edit", ({ task }) => ({ task, execution: { artifacts: [artifact({ display_data: [[{}]] })] } }), "400/800"],
    ["tasks.edit", ({ task }) => ({ task, type: 7 }), "400/800"],
    ["tasks.create", create({ execution: { artifacts: [{ key: "a" }] } }), "400/800"],
    ["tasks.create", create({ execution: { artifacts: [artifact({ mode: "both" })] } }), "400/800"],
    ["tasks.edit", ({ task }) => ({ task, execution: { artifacts: [{ key: "a" }] } }), "400/800"],
    ["tasks.clone", ({ task }) => ({ task, execution_overrides: { model_desc: { $a: "x" } } }), "400/800"],
    ["tasks.clone", ({ task }) => ({ task, execution_overrides: { model_desc: { a: 1 } } }), "400/800"],
    ["tasks.clone", ({ task }) => ({ task, execution_overrides: { model_desc: { "": "x" } } }), "400/800"],
    ["tasks.clone", ({ task }) => ({ task, new_task_hyperparams: { Args: { lr: { name: "lr" } } } }), "400/800"],
    ["tasks.clone", ({ task }) => ({ task, new_task_configuration: { net: { name: "net" } } }), "400/800"],
  ],
  "database/model/task/task.py: a field that its document has not": [
    ["tasks.create", create({ script: { language: "R" } }), "400/12"],
    ["tasks.create", create({ models: { between: [] } }), "400/12"],
    ["tasks.create", create({ hyperparams: { Args: { lr: { ...parameter, unit: "1/s" } } } }), "400/12"],
    ["tasks.create", create({ configuration: { net: { name: "net", value: "x", unit: 1 } } }), "400/12"],
    ["tasks.create", create({ execution: { artifacts: [artifact({ owner: "me" })] } }), "400/12"],
    ["tasks.create", create({ execution: { artifacts: [artifact({ type_data: { owner: "me" } })] } }), "400/12"],
    ["tasks.create", create({ hyperparams: { "": { lr: parameter } } }), "400/12"],
    ["tasks.create", create({ hyperparams: { Args: { lr: { unit: "1/s" } } } }), "400/12"],
    ["tasks.edit", ({ task }) => ({ task, hyperparams: { Args: { "": parameter } } }), "400/12"],
  ],
  "database/utils.py: parse_from_call": [
    ["tasks.create", create({ tags: 7 }), "400/16"],
    ["tasks.create", create({ hyperparams: "x" }), "400/16"],
    ["tasks.create", create({ project: "nowhere" }), "400/16"],
    ["tasks.create", create({ project: "" }), "400/16"],
    ["tasks.create", create({ project: 7 }), "400/16"],
    ["tasks.create", create({ parent: "" }), "400/16"],
    ["tasks.edit", ({ task }) => ({ task, parent: [] }), "400/16"],
    ["tasks.update", ({ task }) => ({ task, project: "" }), "400/16"],
    ["tasks.update", ({ task }) => ({ task, tags: 7 }), "400/16"],
    ["models.edit", ({ model }) => ({ model, project: "" }), "400/16"],
    ["models.edit", ({ model }) => ({ model, project: {} }), "400/16"],
    ["models.edit", ({ model }) => ({ model, task: "" }), "400/16"],
    ["models.edit", ({ model }) => ({ model, parent: "nothing" }), "400/16"],
    ["models.edit", ({ model }) => ({ model, labels: "x" }), "400/16"],
    ["models.edit", ({ model }) => ({ model, design: [7] }), "400/16"],
  ],
  "validators of apimodels/*.py, which a null has to pass as well": [
    ["events.debug_images", ({ task }) => ({ metrics: [{ task, metric: "m" }], iters: null }), "400/12"],
    ["events.plots", ({ task }) => ({ metrics: [{ task, metric: "m" }], iters: null }), "400/12"],
    ["events.scalar_metrics_iter_histogram", ({ task }) => ({ task, samples: null }), "400/12"],
    ["reports.get_task_data", ({ task }) => ({ id: [task], plots: { iters: null } }), "400/12"],
    [
      "tasks.edit_hyper_params",
      ({ task }) => ({ task, hyperparams: [parameter], replace_hyperparams: null }),
      "400/12",
    ],
    ["tasks.add_or_update_artifacts", ({ task }) => ({ task, artifacts: [artifact({ mode: null })] }), "400/12"],
    ["tasks.delete_artifacts", ({ task }) => ({ task, artifacts: [{ key: "table", mode: null }] }), "400/12"],
    ["tasks.get_configurations", ({ task }) => ({ tasks: [task], names: [""] }), "400/12"],
  ],
  "database/model/project.py, database/model/queue.py and bll/project": [
    ["projects.create", () => ({}), "400/11"],
    ["projects.create", () => ({ name: "ab" }), "400/12"],
    ["projects.create", () => ({ name: "a/b" }), "400/12"],
    ["projects.create", () => ({ name: "Comfort", description: 5 }), "400/800"],
    ["projects.create", () => ({ name: "Comfort", tags: "best" }), "400/800"],
    ["projects.update", ({ project }) => ({ project, description: 5 }), "400/800"],
    ["queues.create", () => ({ name: "  ab  " }), "400/800"],
    ["queues.update", ({ queue }) => ({ queue, name: "ab" }), "400/800"],
    ["queues.create", () => ({ name: "gpu", tags: [5] }), "400/12"],
    ["queues.get_all", () => ({ max_task_entries: "many" }), "400/12"],
  ],
  "apimodels/batch.py, apimodels/base.py: lists that must not be empty": [
    ...(["archive_many", "delete_many", "reset_many", "stop_many", "enqueue_many", "make_public"] as const).flatMap(
      (action): Refused[] => [
        [`tasks.${action}`, () => ({ ids: [] }), "400/12"],
        [`tasks.${action}`, () => ({}), "400/12"],
      ],
    ),
    ["models.archive_many", () => ({ ids: [] }), "400/12"],
    ["models.move", ({ project }) => ({ project }), "400/12"],
    ["models.move", ({ model }) => ({ ids: [model] }), "400/11"],
    ["tasks.archive", () => ({ tasks: [] }), "400/12"],
    ["tasks.get_configurations", () => ({ tasks: [] }), "400/12"],
    ["tasks.update_tags", ({ task }) => ({ ids: [task] }), "400/12"],
    ["models.update_tags", ({ model }) => ({ ids: [model], add_tags: [] }), "400/12"],
    ["projects.make_public", () => ({ ids: [] }), "400/12"],
  ],
  "database/model/base.py: names of fields and pages": [
    ["tasks.get_all", () => ({ order_by: ["nothing"] }), "400/14"],
    ["models.get_all_ex", () => ({ order_by: "nothing" }), "400/14"],
    ["tasks.get_all", () => ({ only_fields: ["nothing"] }), "400/14"],
    ["tasks.get_all_ex", () => ({ _any_: { fields: ["nothing"], pattern: "x" } }), "400/14"],
    ["tasks.get_all", () => ({ status: [1] }), "400/16"],
    ["tasks.get_all", () => ({ page: -1, page_size: 10 }), "400/12"],
    ["tasks.get_all", () => ({ page: 0, page_size: 0 }), "400/12"],
    ["tasks.get_all", () => ({ page_size: null }), "400/11"],
    ["tasks.get_all", () => ({ page: "0", page_size: "10" }), "400/12"],
    ["users.get_all", () => ({ page_size: null }), "400/11"],
    ["tasks.get_all_ex", () => ({ scroll_id: null, size: "7" }), "400/12"],
    ["tasks.get_all_ex", () => ({ filters: null }), "400/16"],
    ["tasks.get_all_ex", () => ({ filters: [] }), "400/16"],
    ["models.get_all_ex", () => ({ _any_: null }), "400/16"],
    ["models.get_all", () => ({ _or_: null }), "400/16"],
    ["projects.get_all_ex", () => ({ _all_: "x" }), "400/16"],
    ["tasks.get_all", () => ({ _any_: { fields: "id", pattern: "x" } }), "400/14"],
    ["tasks.get_all", () => ({ _any_: { pattern: "x" } }), "400/16"],
    ["tasks.get_all", () => ({ only_fields: { x: 1 } }), "400/14"],
    ["models.get_all", () => ({ order_by: { x: 1 } }), "400/14"],
    ["tasks.get_by_id_ex", () => ({}), "400/11"],
    ["models.get_by_id_ex", () => ({}), "400/11"],
  ],
  "apimodels/events.py": [
    ["events.debug_images", ({ task }) => ({ metrics: [{ task, metric: 7 }] }), "400/12"],
    ["events.plots", () => ({ metrics: [] }), "400/12"],
    ["events.get_task_single_value_metrics", () => ({ tasks: [] }), "400/12"],
    ["events.get_task_metrics", ({ task }) => ({ tasks: [task], event_type: "smell" }), "400/12"],
    ["events.scalar_metrics_iter_histogram", ({ task }) => ({ task, samples: 0 }), "400/12"],
    ["events.scalar_metrics_iter_histogram", ({ task }) => ({ task, metrics: [{ variants: ["x"] }] }), "400/12"],
    ["events.get_task_log", ({ task }) => ({ task, order: "sideways" }), "400/12"],
    ["events.add", ({ task }) => ({ task }), "400/131"],
  ],
  "apimodels/workers.py, apimodels/queues.py and schema/services/workers.conf": [
    ["workers.status_report", () => ({ worker: "w" }), "400/12"],
    ["workers.status_report", () => ({ worker: "w", timestamp: 1, machine_stats: { cpu_usage: 7 } }), "400/12"],
    ["workers.status_report", () => ({ worker: "w", timestamp: 1, machine_stats: { memory_used: "7" } }), "400/12"],
    ["workers.register", () => ({ worker: "w", resources: { cpu_usage: "all" } }), "400/12"],
    ["workers.get_stats", () => ({ from_date: 0, to_date: 1, interval: 1, items: [] }), "400/12"],
    ["workers.get_activity_report", () => ({ from_date: 0, to_date: 1, interval: 0 }), "400/12"],
    ["workers.get_activity_report", () => ({ from_date: 0, to_date: 1, interval: "7" }), "400/12"],
    ["workers.get_activity_report", () => ({ from_date: 0, to_date: true, interval: 7 }), "400/12"],
    ["workers.get_metric_keys", () => ({ worker_ids: "" }), "400/12"],
    [
      "workers.get_stats",
      () => ({ from_date: 0, to_date: 1, interval: 1, items: [{ key: "mood", aggregation: "avg" }] }),
      "400/12",
    ],
    ["queues.get_queue_metrics", () => ({ from_date: -1, to_date: 1, interval: 1 }), "400/12"],
    ["queues.get_queue_metrics", () => ({ from_date: 0, to_date: 1, interval: -1 }), "400/12"],
  ],
  "apimodels/pipelines.py, reports.py, serving.py, storage.py, organization.py, projects.py": [
    ["pipelines.start_pipeline", ({ task }) => ({ task }), "400/12"],
    ["pipelines.start_pipeline", ({ task, queue }) => ({ task, queue, args: [{ name: "lr", value: 1 }] }), "400/12"],
    ["pipelines.start_pipeline", ({ task, queue }) => ({ task, queue, args: [{ value: "1" }] }), "400/12"],
    ["reports.create", () => ({ name: "ab" }), "400/12"],
    ["reports.update", ({ task }) => ({ task, name: "ab" }), "400/12"],
    ["serving.register_container", () => container({ type: "wish", value: "x" }), "400/12"],
    ["serving.register_container", () => container({ type: "model" }), "400/12"],
    ["storage.set_settings", () => ({ aws: { key: 7 } }), "400/12"],
    ["storage.set_settings", () => ({ azure: { containers: [{ account_name: "a" }] } }), "400/800"],
    [
      "storage.set_settings",
      () => ({ azure: { containers: [{ account_name: 7, account_key: "k", container_name: "c" }] } }),
      "400/12",
    ],
    ["storage.set_settings", () => ({ google: { credentials_json: "x" } }), "400/12"],
    [
      "serving.get_endpoint_metrics_history",
      () => ({ endpoint_url: "e", from_date: -1, to_date: 1, interval: 1 }),
      "400/12",
    ],
    ["tasks.started", () => ({ task: "nothing" }), "400/10"],
    ["organization.get_tags", () => ({ filter: { tags: "best" } }), "400/12"],
    ["projects.get_user_names", () => ({ entity: "house" }), "400/12"],
    ["projects.get_hyperparam_values", () => ({ section: "", name: "lr" }), "400/12"],
    ["users.set_preferences", () => ({ preferences: 5 }), "400/12"],
  ],
};

function artifact(fields: object) {
  return { key: "table", type: "custom", ...fields };
}

function container(reference: object) {
  return { container_id: "c", endpoint_name: "e", model_name: "m", reference: [reference] };
}

test.each(Object.entries(refused))(
  "requests that the official server refuses are refused: %s",
  async (_place, requests) => {
    await using server = await startTestServer();
    const world = await makeWorld(server);
    for (const [endpoint, fieldsOf, code] of requests) {
      const fields = fieldsOf(world);
      expect((await call(server, endpoint, fields)).result, `${endpoint} ${JSON.stringify(fields)}`).toBe(code);
    }
  },
);

test("requests that the official server takes are taken: numbers in texts, anything as true or false, unknown fields", async () => {
  await using server = await startTestServer();
  const { task, model } = await makeWorld(server);
  const taken: readonly (readonly [EndpointName, object])[] = [
    ["models.create", { name: "forest", uri: "", ready: 0, metadata: { a: { key: "a", type: "str", value: "" } } }],
    ["models.edit", { model, metadata: { a: { key: "a", value: "1" } } }],
    ["tasks.create", { name: "forest", type: "training", colour: "red", execution: { colour: "red" } }],
    ["tasks.create", { name: "forest", type: "training", container: { image: null }, script: { diff: null } }],
    ["tasks.edit", { task, force: 1, hyperparams: { Args: { lr: { section: "Args", value: "0.1" } } } }],
    ["tasks.edit_hyper_params", { task, force: "yes", hyperparams: [{ ...parameter, value: "" }] }],
    ["tasks.delete_hyper_params", { task, hyperparams: [{ section: "Args", name: "" }] }],
    ["tasks.add_or_update_artifacts", { task, artifacts: [artifact({ content_size: "12", timestamp: 1.5 })] }],
    ["events.scalar_metrics_iter_histogram", { task, samples: "100" }],
  ];
  for (const [endpoint, fields] of taken) {
    expect((await call(server, endpoint, fields)).result, `${endpoint} ${JSON.stringify(fields)}`).toBe("200/0");
  }
  const { data } = await call<{ task: { execution: object } }>(server, "tasks.get_by_id", { task });
  expect(data.task.execution).toMatchObject({ artifacts: [{ content_size: 12, timestamp: 1 }] });
});

test("requests whose fields the official server makes fit are taken, and answered with what it makes of them", async () => {
  await using server = await startTestServer();
  const { task, model, project } = await makeWorld(server);
  const taken: readonly (readonly [EndpointName, object])[] = [
    ["models.create", { name: "forest", uri: "x", tags: "", system_tags: {} }],
    ["tasks.get_types", { projects: "" }],
    ["tasks.archive_many", { ids: [{}] }],
    ["workers.register", { worker: "w", queues: {}, tags: [{}] }],
    ["workers.status_report", { worker: "w", timestamp: 1, machine_stats: { cpu_usage: [true], memory_used: true } }],
    ["tasks.edit", { task, container: "", runtime: [], execution: { artifacts: [artifact({ mode: null })] } }],
    ["models.edit", { model, design: "", metadata: [], created: 7, labels: { cat: 1, dog: true } }],
    ["tasks.get_all", { comment: [], report: 0 }],
    ["models.get_all_ex", { comment: {} }],
    ["projects.get_all", { basename: false, description: [] }],
    ["tasks.get_by_id", { task, only_fields: ["nothing"], page: -1 }],
    ["models.get_by_id", { model, only_fields: ["nothing"], page: -1 }],
    ["tasks.get_all", { name: {}, order_by: {}, only_fields: {}, page: null, page_size: null }],
    ["tasks.get_all", { order_by: [""], _any_: { fields: null, pattern: "x" } }],
    ["tasks.get_all_ex", { scroll_id: 7, size: 5, page_size: "x", filters: { tags: [] } }],
    ["tasks.get_all_ex", { filters: { tags: { any: { include: "x", exclude: {} } } } }],
    ["tasks.get_by_id_ex", { id: null }],
    ["models.get_by_id_ex", { id: [] }],
    ["queues.get_all_ex", { only_fields: ["nothing"] }],
    ["events.get_task_log", { task, from_timestamp: "7", batch_size: null }],
    ["projects.update", { project, tags: {} }],
  ];
  for (const [endpoint, fields] of taken) {
    expect((await call(server, endpoint, fields)).result, `${endpoint} ${JSON.stringify(fields)}`).toBe("200/0");
  }
  expect((await call(server, "tasks.update", { task, tags: "best" })).result).toBe("200/0");
  const { data } = await call<{ tasks: { id: string }[] }>(server, "tasks.get_all", { tags: ["best"] });
  expect(data.tasks).toMatchObject([{ id: task, tags: ["best"] }]);
});

async function makeWorld(server: Server): Promise<World> {
  const make = async (endpoint: EndpointName, fields: object) =>
    (await call<{ id: string }>(server, endpoint, fields)).data.id;
  return {
    task: await make("tasks.create", { name: "a task", type: "training", script: {} }),
    model: await make("models.create", { name: "a model", uri: "x" }),
    project: await make("projects.create", { name: "a project" }),
    queue: await make("queues.create", { name: "a queue" }),
  };
}
