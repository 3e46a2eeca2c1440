import { BatchItemTooLargeError, ConnectionError, type Session } from "@clearml-ts/client";
import { ApiError } from "@clearml-ts/protocol";

/** Events that are sent together, again and again if need be, until the server has answered. */
export interface EventBatch {
  /** Names the batch: a server that has stored it and whose answer was lost knows it by this. */
  readonly identity: string;
  /** Each as JSON: what comes from a journal is sent as it was written. */
  readonly events: readonly string[];
}

/** How many events were refused, and why. */
export interface DeliveryAnswer {
  rejected: number;
  reason?: string;
}

/** Sends events in order until the signal ends it; the answer says how many of them were refused, and why. */
export async function deliverEvents(
  session: Session,
  { identity, events }: EventBatch,
  signal: AbortSignal,
): Promise<DeliveryAnswer> {
  try {
    const replies = await session.sendLines("events.add_batch", events, { signal, identity });
    const rejected = replies.reduce((sum, { errors = 0 }) => sum + errors, 0);
    const [reason] = replies.flatMap(({ errors_info = {} }) => Object.keys(errors_info));
    return { rejected, ...(reason !== undefined && { reason }) };
  } catch (error) {
    // Nothing was stored. One event that no request can hold must not keep the others back for ever.
    if (error instanceof BatchItemTooLargeError) {
      const others = events.filter((_event, index) => index !== error.index);
      const { rejected } =
        others.length === 0 ? { rejected: 0 } : await deliverEvents(session, { identity, events: others }, signal);
      return { rejected: rejected + 1, reason: error.message };
    }
    if (isTooLarge(error)) {
      return events.length === 1
        ? { rejected: 1, reason: error.message }
        : await deliverHalves(session, { identity, events }, signal);
    }
    throw error;
  }
}

/** The halves of a batch have names of their own, which are the same each time that it is sent. */
async function deliverHalves(session: Session, batch: EventBatch, signal: AbortSignal): Promise<DeliveryAnswer> {
  const { identity, events } = batch;
  const middle = Math.ceil(events.length / 2);
  const first = await deliverEvents(session, { identity: `${identity}/0`, events: events.slice(0, middle) }, signal);
  const second = await deliverEvents(session, { identity: `${identity}/1`, events: events.slice(middle) }, signal);
  const reason = first.reason ?? second.reason;
  return { rejected: first.rejected + second.rejected, ...(reason !== undefined && { reason }) };
}

/** Whether the server, or a proxy before it, takes no body of this size. */
function isTooLarge(error: unknown): error is Error {
  return (
    (error instanceof ConnectionError && error.status === 413) ||
    (error instanceof ApiError && error.resultCode === 413)
  );
}
