import type { BatchEndpointName, RawEndpointName } from "./endpoint-map.ts";

/** Endpoints whose body is one JSON object per line, at run time. */
export const batchEndpoints: readonly BatchEndpointName[] = ["events.add_batch", "tasks.update_batch"];

/** Endpoints whose answer is a file without an envelope, at run time. */
export const rawEndpoints: readonly RawEndpointName[] = [
  "events.download_task_log",
  "organization.download_for_get_all",
];
