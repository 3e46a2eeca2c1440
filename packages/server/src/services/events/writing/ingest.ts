import { setTimeout as delay } from "node:timers/promises";
import { type EndpointName, results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../../errors.ts";
import { changeOnce } from "../../../routing/change-once.ts";
import type { Call } from "../../../routing/routes.ts";
import { writableModels, writableTasks } from "../owners.ts";
import { acceptEvent, identifyEvent, type RawEvent } from "./accept-event.ts";
import type { AcceptedEvent } from "./accepted-event.ts";
import { namedOwners } from "./event-owners.ts";
import { EventSummaryBuilder } from "./event-summary.ts";

/** The outcome for the events of a request. */
export interface Ingested {
  added: number;
  errors: number;
  errors_info: Record<string, number>;
}

/** Events that are stored in one go: several times what clients send at once, and a fraction of the time that others may wait. */
const PIECE = 2000;

/** Time for everybody else between two pieces, in milliseconds: most answers take several turns of the event loop. */
const BREATH_MS = 10;

/**
 * Stores events and brings the tasks and models they belong to up to date. Events that cannot be stored are counted and do not hold
 * up the others. Up to 2,000 events are stored as a whole or not at all, more of them in pieces of so many, between which others are
 * answered. A batch that its client gave a name to is stored once.
 *
 * @throws {@link ApiFailure} 400/131 when nothing could be stored, 400/12 when events contradict each other.
 */
export async function ingest(call: Call<EndpointName>, sent: readonly object[]): Promise<Ingested> {
  const total: Ingested = { added: 0, errors: 0, errors_info: {} };
  for (let first = 0; first < sent.length; first += PIECE) {
    if (first > 0) {
      await delay(BREATH_MS);
    }
    const { added, errors, errors_info } = await ingestPiece(call, sent.slice(first, first + PIECE), first / PIECE);
    total.added += added;
    total.errors += errors;
    for (const [reason, count] of Object.entries(errors_info)) {
      total.errors_info[reason] = (total.errors_info[reason] ?? 0) + count;
    }
  }
  if (total.added === 0) {
    throw new ApiFailure(results.eventsNotAdded, { fields: total.errors_info });
  }
  return total;
}

function ingestPiece(call: Call<EndpointName>, sent: readonly object[], number: number): Promise<Ingested> {
  const { context, worker } = call;
  // Whatever the types promise: nothing of it has been checked yet.
  const events = sent as readonly RawEvent[];
  const owners = namedOwners(events);
  return context.groupCommit.run(() => {
    const arrival = { now: context.clock().getTime(), worker };
    return changeOnce(call, () => store(call, { events, owners, arrival }), number);
  });
}

/** The changes that a request brought. */
interface Sent {
  readonly events: readonly RawEvent[];
  readonly owners: ReturnType<typeof namedOwners>;
  readonly arrival: { readonly now: number; readonly worker: string };
}

function store({ context, caller }: Call<EndpointName>, { events, owners, arrival }: Sent): Ingested {
  const tasks = writableTasks(context, owners.tasks);
  const models = writableModels(context, owners.models);
  const accepted: AcceptedEvent[] = [];
  const summaries = { tasks: new Map<string, EventSummaryBuilder>(), models: new Map<string, EventSummaryBuilder>() };
  const refusals = new Map<string, number>();
  const refuse = (reason: string) => refusals.set(reason, (refusals.get(reason) ?? 0) + 1);

  for (const raw of events) {
    const identity = identifyEvent(raw);
    if ("refused" in identity) {
      refuse(identity.refused);
      continue;
    }
    const { owner, modelEvent } = identity;
    if (!(modelEvent ? models : tasks).has(owner)) {
      refuse(`Invalid ${modelEvent ? "model" : "task"} id ${owner}`);
      continue;
    }
    const event = acceptEvent(raw, identity, arrival);
    if ("refused" in event) {
      refuse(event.refused);
      continue;
    }
    accepted.push(event);
    summaryOf(modelEvent ? summaries.models : summaries.tasks, owner).add(event);
  }

  context.events.add(accepted, arrival.now);
  for (const [id, summary] of summaries.tasks) {
    context.tasks.applyEventSummary(id, summary, caller);
  }
  for (const [id, summary] of summaries.models) {
    context.models.applyEventSummary(id, summary, caller);
  }
  return { added: accepted.length, errors: events.length - accepted.length, errors_info: Object.fromEntries(refusals) };
}

function summaryOf(summaries: Map<string, EventSummaryBuilder>, owner: string): EventSummaryBuilder {
  const summary = summaries.get(owner) ?? new EventSummaryBuilder();
  summaries.set(owner, summary);
  return summary;
}
