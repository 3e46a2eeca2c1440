import type { EndpointName } from "./endpoint-map.ts";

/** Endpoints that change nothing, although their names do not begin with `get_`. */
const otherReads: readonly EndpointName[] = [
  "auth.fixed_users_mode",
  "auth.validate_token",
  "debug.ping",
  "events.debug_images",
  "events.download_task_log",
  "events.multi_task_scalar_metrics_iter_histogram",
  "events.next_debug_image_sample",
  "events.next_plot_sample",
  "events.plots",
  "events.scalar_metrics_iter_histogram",
  "events.scalar_metrics_iter_raw",
  "events.vector_metrics_iter_histogram",
  "login.supported_modes",
  "organization.download_for_get_all",
  "pipelines.check_new_run",
  "projects.validate_delete",
  "queues.peek_task",
  "server.config",
  "server.endpoints",
  "server.info",
  "tasks.validate",
];

/** Endpoints that hand out or end a secret: their replies must not be kept anywhere. */
const secrets: readonly EndpointName[] = [
  "auth.create_credentials",
  "auth.get_token_for_user",
  "auth.login",
  "auth.logout",
  "login.logout",
];

/** Takes a task off a queue, whatever its name says. */
const POP: EndpointName = "queues.get_next_task";

const withoutIdentity: ReadonlySet<EndpointName> = new Set([...otherReads, ...secrets]);

/**
 * Tells whether calls of an endpoint have an identity, so that one whose reply was lost is done once: all that change something,
 * except those that hand out secrets. An endpoint that nothing here knows has one.
 */
export function hasIdentity(endpoint: EndpointName): boolean {
  return endpoint === POP || !(withoutIdentity.has(endpoint) || /\.get_/.test(endpoint));
}
