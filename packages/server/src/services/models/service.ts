import type { Core } from "../../records/core.ts";
import type { RecordEvents } from "../../records/record-events.ts";
import type { TaskService } from "../tasks/service.ts";
import { ModelState } from "./state.ts";
import type { ModelStore } from "./store.ts";

/** The parts that models are worked on with. */
export interface ModelService {
  readonly models: ModelStore;
  readonly modelState: ModelState;
}

/** The parts of other services that models need, and the store of models, which tasks need before them. */
interface ModelNeighbors extends Pick<TaskService, "tasks" | "lifecycle"> {
  readonly models: ModelStore;
  readonly events: RecordEvents;
}

/** Wires the parts that models are worked on with. */
export function createModelService(
  { records, fileRemoval }: Core,
  { models, tasks, lifecycle, events }: ModelNeighbors,
): ModelService {
  const removeFiles = (urls: readonly string[]) => fileRemoval.schedule(urls);
  return { models, modelState: new ModelState(records, { models, tasks, lifecycle, events, removeFiles }) };
}
