import { type Reply, type UseReplyOptions, useReply } from "../api/use-reply.ts";

type Endpoint = "events.get_scalar_metrics_and_variants";

/** The metrics of a task with their variants: the id alone is enough to ask for them, so nobody waits for the task before. */
export function useMetrics(id: string, options: UseReplyOptions<Endpoint>): Reply<Endpoint> {
  return useReply("events.get_scalar_metrics_and_variants", { task: id }, options);
}
