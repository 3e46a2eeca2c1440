/** The task, or the model, that reports are about. */
export type ReportOwner = { taskId: string } | { modelId: string };

/** The fields by which requests name one: the API says task for both. */
export interface OwnerFields {
  task: string;
  model_events?: true;
}

/** Names the task or the model in a request. */
export function ownerFields(owner: ReportOwner): OwnerFields {
  return "modelId" in owner ? { task: owner.modelId, model_events: true } : { task: owner.taskId };
}
