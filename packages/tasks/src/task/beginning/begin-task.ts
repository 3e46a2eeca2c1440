import type { Connection } from "@clearml-ts/client";
import { offlineSession } from "../../offline/offline-connection.ts";
import { describeEnvironment } from "../../program/environment.ts";
import { projectName } from "../../project-name.ts";
import { OF_AGENT, TAKEN_UP } from "../../record/task-origin.ts";
import { TaskState } from "../../record/task-state.ts";
import { NOT_BEGUN } from "../life/task-life.ts";
import type { TaskOptions } from "../task-options.ts";
import { continueTask, refillTask } from "./again.ts";
import { claimAgentTask, releaseAgentTask } from "./agent-task.ts";
import { createDraft } from "./create-draft.ts";
import {
  type Beginning,
  type BeginningOptions,
  decideBeginning,
  firstIteration,
  wantsLastTask,
} from "./decide-beginning.ts";
import { findLastTask, rememberTask, type TaskName } from "./last-tasks.ts";
import { isReusable } from "./reusable.ts";

/** A task that a program is about to run. */
export interface BegunTask {
  state: TaskState;
  /** Added to the iterations of its reports. */
  initialIteration: number;
}

/** Makes or finds the task of a program, as its options and its surroundings say. */
export async function beginTask(connection: Connection, options: TaskOptions & BeginningOptions): Promise<BegunTask> {
  const { neverReuseTasks: neverReuse, iterationOffset } = connection.config;
  const agentTask = claimAgentTask(connection);
  try {
    const now = Date.now() / 1000;
    const facts = { agentTask, neverReuse, iterationOffset, offline: offlineSession(connection) !== undefined };
    const name = wantsLastTask(options, facts) ? nameOf(options) : undefined;
    const lastTask = name && (await findLastTask(connection, name, now));
    const begun = await begin(connection, options, decideBeginning(options, { ...facts, lastTask }));
    if (name) {
      await rememberTask(connection, name, begun.state.id, now);
    }
    return begun;
  } catch (error) {
    if (agentTask !== undefined) {
      releaseAgentTask(agentTask);
    }
    throw error;
  }
}

async function begin(connection: Connection, options: TaskOptions, beginning: Beginning): Promise<BegunTask> {
  const program = await describeEnvironment();
  const runtime = { ...program.runtime, ...NOT_BEGUN, ...options.runtime };
  const content = { script: program.script, ...options, runtime };
  if (beginning.kind === "create") {
    // A session knows projects by their names, whatever ids a server has given them.
    const place = offlineSession(connection) ? { project: projectName(options.project) } : {};
    return { state: await createDraft(connection, { ...content, ...place }), initialIteration: 0 };
  }
  const { kind, id } = beginning;
  const origin = kind === "takeUp" ? (beginning.underAgent ? OF_AGENT : TAKEN_UP) : undefined;
  const state = await TaskState.load(connection, id, origin);
  const initialIteration = firstIteration(beginning, state.record.last_iteration ?? 0);
  switch (kind) {
    case "takeUp":
      return { state, initialIteration };
    case "continue":
      await continueTask(state, content);
      return { state, initialIteration };
    case "reuse":
      if (!isReusable(state.record)) {
        connection.warn(`Task ${id} has something to keep, so a new task is made in its place.`);
        return begin(connection, options, { kind: "create" });
      }
      await refillTask(state, content);
      return { state, initialIteration };
  }
}

function nameOf({ project, name, type = "training" }: TaskOptions): TaskName {
  return { project: projectName(project), name, type };
}
