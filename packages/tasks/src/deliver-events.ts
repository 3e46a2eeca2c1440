import type { Session } from "@clearml-ts/client";
import type { TaskEvent } from "@clearml-ts/protocol";

/** Sends events in order; the answer says how many of them the server refused, and why. */
export async function deliverEvents(
  session: Session,
  events: readonly TaskEvent[],
): Promise<{ rejected: number; reason?: string }> {
  const { errors = 0, errors_info = {} } = await session.sendBatch("events.add_batch", events);
  const [reason] = Object.keys(errors_info);
  return { rejected: errors, ...(reason !== undefined && { reason }) };
}
