import { OfflineError } from "@clearml-ts/client";
import {
  API_VERSION,
  ApiError,
  type EndpointName,
  type ReplyOf,
  type RequestOf,
  type Result,
  results,
  type TaskRecord,
  type TaskStatus,
} from "@clearml-ts/protocol";
import { editedModel, modelRecord, offlineModel } from "./offline-models.ts";
import type { OfflineSessions } from "./offline-sessions.ts";
import { newOfflineId } from "./session-files.ts";
import {
  edited,
  moved,
  newTask,
  withArtifacts,
  withModel,
  withoutArtifacts,
  withoutParameters,
  withParameters,
} from "./task-changes.ts";
import { type OfflineModel, type TaskFile, taskRecord, withRecord } from "./task-file.ts";

/** Replies of sessions to the calls that they can answer. */
export type SessionAnswers = { [E in EndpointName]?: (request: RequestOf<E>) => Promise<ReplyOf<E>> };

/** Options of {@link sessionAnswers}. */
export interface SessionAnswerOptions {
  sessions: OfflineSessions;
  /** Id of the task that this program makes. */
  taskId: string;
  now: () => Date;
}

/**
 * Makes the answers by which a program that runs a task works without a server: it makes one, changes it, reports, and stores
 * artifacts and models. Calls that only a server can answer are not among them.
 */
export function sessionAnswers({ sessions, taskId, now }: SessionAnswerOptions): SessionAnswers {
  const known = async (id: string): Promise<TaskFile> => {
    const file = await sessions.folder(id)?.read();
    if (!file) {
      throw refusal("tasks.get_by_id", results.invalidTaskId);
    }
    return file;
  };
  const changeFile = async (id: string, edit: (file: TaskFile) => TaskFile): Promise<{ updated: number }> => {
    if (!(await sessions.folder(id)?.change(edit))) {
      throw refusal("tasks.edit", results.invalidTaskId);
    }
    return { updated: 1 };
  };
  const change = (id: string, edit: (record: TaskRecord) => TaskRecord) =>
    changeFile(id, (file) => withRecord(file, edit(taskRecord(file))));
  const move = (status: TaskStatus) => (request: RequestOf<"tasks.started">) =>
    change(request.task, (record) => moved(record, status, request, now()));
  const modelOf = async (id: string): Promise<{ model: OfflineModel; task: string }> => {
    const task = sessions.taskOfModel(id) ?? "";
    const model = (await sessions.folder(task)?.read())?.offline_output_models.find((one) => one.id === id);
    if (!model) {
      throw refusal("models.get_by_id", results.invalidModelId);
    }
    return { model, task };
  };

  return {
    "auth.login": async () => ({ token: TOKEN }),
    "projects.get_all": async () => ({ projects: [] }),
    "projects.create": async ({ name }) => ({ id: name }),
    "projects.update": async () => ({ updated: 1 }),
    "projects.get_by_id": async ({ project }) => ({ project: { id: project, name: project } }),

    "tasks.create": async (request) => {
      const folder = sessions.own(taskId);
      if (await folder.read()) {
        throw new OfflineError("Making a task other than by Task.init()");
      }
      const empty = { project_name: request.project ?? "", offline_folder: folder.path, offline_output_models: [] };
      await folder.create(withRecord(empty, newTask(taskId, request, now())));
      return { id: taskId };
    },
    "tasks.get_by_id": async ({ task }) => ({ task: taskRecord(await known(task)) }),
    "tasks.get_all": async ({ id }) => {
      const ids = typeof id === "string" ? [id] : (id ?? []);
      if (ids.length === 0) {
        throw new OfflineError("tasks.get_all");
      }
      const files = await Promise.all(ids.map((one) => sessions.folder(String(one))?.read()));
      return { tasks: files.filter((file) => file !== undefined).map(taskRecord) };
    },
    "tasks.edit": (request) => change(request.task, (record) => edited(record, request)),
    "tasks.update_tags": async ({ ids, add_tags = [], remove_tags = [] }) => {
      for (const id of ids) {
        await change(id, ({ tags = [], ...record }) => ({
          ...record,
          tags: [...new Set([...tags, ...add_tags])].filter((tag) => !remove_tags.includes(tag)),
        }));
      }
      return { updated: ids.length };
    },
    "tasks.edit_hyper_params": (request) => change(request.task, (record) => withParameters(record, request)),
    "tasks.delete_hyper_params": async (request) => {
      await change(request.task, (record) => withoutParameters(record, request));
      return { deleted: request.hyperparams.length };
    },
    "tasks.set_requirements": ({ task, requirements }) =>
      change(task, (record) => ({ ...record, script: { ...record.script, requirements } })),
    "tasks.add_or_update_artifacts": ({ task, artifacts }) =>
      change(task, (record) => withArtifacts(record, artifacts)),
    "tasks.delete_artifacts": async ({ task, artifacts }) => {
      await change(task, (record) => withoutArtifacts(record, artifacts));
      return { deleted: artifacts.length };
    },
    "tasks.add_or_update_model": (request) => change(request.task, (record) => withModel(record, request)),
    "tasks.ping": async () => ({}),
    "tasks.started": async (request) => ({ ...(await move("in_progress")(request)), started: 1 }),
    "tasks.completed": move("completed"),
    "tasks.stopped": move("stopped"),
    "tasks.failed": move("failed"),

    "models.create": async (request) => {
      const id = newOfflineId();
      const model = offlineModel(id, request);
      const task = request.task ?? taskId;
      await changeFile(task, (file) => ({ ...file, offline_output_models: [...file.offline_output_models, model] }));
      sessions.noteModel(id, task);
      return { id, created: true };
    },
    "models.get_by_id": async (request) => {
      const { model, task } = await modelOf(request.model);
      return { model: modelRecord(model, task) };
    },
    "models.edit": async (request) => {
      const { task } = await modelOf(request.model);
      return changeFile(task, (file) => ({
        ...file,
        offline_output_models: file.offline_output_models.map((model) =>
          model.id === request.model ? editedModel(model, request) : model,
        ),
      }));
    },

    "events.add_batch": async (events) => {
      let added = 0;
      for (const task of new Set(events.map((event) => event.task))) {
        const own = events.filter((event) => event.task === task);
        added += (await sessions.folder(task)?.append(own)) ? own.length : 0;
      }
      const errors = events.length - added;
      return { added, errors, ...(errors > 0 && { errors_info: { [results.invalidTaskId.text]: errors } }) };
    },
  };
}

function refusal(endpoint: EndpointName, { code, subcode, text }: Result): ApiError {
  return new ApiError({ endpoint, resultCode: code, resultSubcode: subcode, serverMessage: text });
}

/** A token that says who works here; nobody checks it. */
const TOKEN = `.${Buffer.from(JSON.stringify({ identity: { user: "offline" }, api_version: API_VERSION })).toString("base64url")}.`;
