import type { BatchEndpointName, EndpointName, RawEndpointName } from "./endpoint-map.ts";

// Records, so that an endpoint of the map that is missing here does not compile.
const batches: Readonly<Record<BatchEndpointName, true>> = { "events.add_batch": true, "tasks.update_batch": true };
const files: Readonly<Record<RawEndpointName, true>> = {
  "events.download_task_log": true,
  "organization.download_for_get_all": true,
};

/** Endpoints whose body is one JSON object per line, at run time. */
export const batchEndpoints = Object.keys(batches) as readonly BatchEndpointName[];

/** Endpoints whose answer is a file without an envelope, at run time. */
export const rawEndpoints = Object.keys(files) as readonly RawEndpointName[];

/** Tells whether the body of an endpoint is one JSON object per line. */
export function isBatchEndpoint(name: EndpointName): name is BatchEndpointName {
  return Object.hasOwn(batches, name);
}

/** Tells whether an endpoint answers with a file without an envelope. */
export function isRawEndpoint(name: EndpointName): name is RawEndpointName {
  return Object.hasOwn(files, name);
}
