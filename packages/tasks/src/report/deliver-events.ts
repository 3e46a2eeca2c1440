import { BatchItemTooLargeError, type Session } from "@clearml-ts/client";
import type { TaskEvent } from "@clearml-ts/protocol";

/** Events that are sent together, again and again if need be, until the server has answered. */
export interface EventBatch {
  /** Names the batch: a server that has stored it and whose answer was lost knows it by this. */
  readonly identity: string;
  readonly events: readonly TaskEvent[];
}

/** Sends events in order until the signal ends it; the answer says how many of them were refused, and why. */
export async function deliverEvents(
  session: Session,
  { identity, events }: EventBatch,
  signal: AbortSignal,
): Promise<{ rejected: number; reason?: string }> {
  try {
    const replies = await session.sendBatch("events.add_batch", events, { signal, identity });
    const rejected = replies.reduce((sum, { errors = 0 }) => sum + errors, 0);
    const [reason] = replies.flatMap(({ errors_info = {} }) => Object.keys(errors_info));
    return { rejected, ...(reason !== undefined && { reason }) };
  } catch (error) {
    if (!(error instanceof BatchItemTooLargeError)) {
      throw error;
    }
    // Nothing was sent. One event that no request can hold must not keep the others back for ever.
    const others = events.filter((_event, index) => index !== error.index);
    const { rejected } =
      others.length === 0 ? { rejected: 0 } : await deliverEvents(session, { identity, events: others }, signal);
    return { rejected: rejected + 1, reason: error.message };
  }
}
