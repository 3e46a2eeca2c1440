import type { Task } from "@clearml-ts/tasks";

let defaultUri: string | undefined;

/** Sets the URL below which weights go whose task has no destination of its own. */
export function setDefaultUploadUri(url: string | undefined): void {
  defaultUri = url;
}

/** The URL below which weights go that no task has a destination for; undefined for the file server. */
export function defaultUploadUri(): string | undefined {
  return defaultUri;
}

/** URL of the folder that the models of a task are stored in, not percent-encoded. */
export function modelFolder(task: Task, uploadUri: string | undefined): string {
  const own = uploadUri ?? (task.record.output?.destination ? undefined : defaultUri);
  return own === undefined ? task.outputFolder : `${own.replace(/\/+$/, "")}/${task.keyPrefix}`;
}
