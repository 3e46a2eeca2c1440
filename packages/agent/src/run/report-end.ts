import type { Connection } from "@clearml-ts/client";
import { ApiError } from "@clearml-ts/protocol";
import type { LogStream } from "../console/log-stream.ts";
import { untilAnswered } from "../until-answered.ts";
import type { RunEnd } from "./run-end.ts";

/** A run that is over, and its output. */
export interface EndedRun {
  readonly task: string;
  readonly workerId: string;
  readonly end: RunEnd;
  readonly log: LogStream;
}

/** The words with which an agent changes a status. */
export function statusMessage(workerId: string): string {
  return `Changed by clearml-ts agent ${workerId}`;
}

/** Reports the rest of the output of a run, then its status; waits for a server that is away until the signal ends that. */
export async function reportEnd(connection: Connection, run: EndedRun, signal: AbortSignal): Promise<void> {
  const { task, workerId, end, log } = run;
  const { tasks } = connection.services;
  await untilAnswered(signal, () => log.finish(signal));
  if (end.line !== undefined) {
    await untilAnswered(signal, () => log.say("debug", `${end.line}\n`, signal));
  }
  if (end.status === undefined) {
    return;
  }
  const ofTask = { id: [task], search_hidden: true, only_fields: ["status"] };
  const [present] = (await untilAnswered(signal, () => tasks.getAll(ofTask, { signal }))).tasks;
  // One that its program, or somebody else, has ended meanwhile stays as it is.
  if (present?.status !== "in_progress") {
    return;
  }
  const words = { task, status_reason: end.reason ?? "", status_message: statusMessage(workerId) };
  try {
    await untilAnswered(signal, () => tasks[end.status ?? "failed"](words, { signal }));
  } catch (error) {
    if (!(error instanceof ApiError)) {
      throw error;
    }
    connection.warn(`The status of task ${task} could not be set to ${end.status}: ${error.message}`);
  }
}
