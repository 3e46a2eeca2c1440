import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { isFileName } from "@clearml-ts/protocol";

/** The record of the task. */
export const TASK_FILE = "task.json";
/** Scalars, plots and debug samples, a batch a line. */
export const METRICS_FILE = "metrics.jsonl";
/** Console output, a batch a line. */
export const LOG_FILE = "log.jsonl";
/** Folder of what the task stored: artifacts, samples and models, under the keys that they would have in a store. */
export const DATA_FOLDER = "data";

/** The folder in which all sessions of a user lie, where the Python SDK puts them too. */
export function sessionsFolder(cacheDir: string): string {
  return join(cacheDir, "offline");
}

/** Makes the id of a task that no server knows yet. */
export function newOfflineId(): string {
  return `offline-${randomUUID().replaceAll("-", "")}`;
}

/** Tells whether a text is the id of a task that was made offline; it can be the name of a folder then. */
export function isOfflineId(id: string): boolean {
  return id.startsWith("offline-") && isFileName(id);
}

/** The archive that a session becomes when its task is closed. */
export function archiveOf(folder: string): string {
  return `${folder}.zip`;
}
