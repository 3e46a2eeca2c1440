import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../../errors.ts";
import { isModelEvent, ownerOf, type RawEvent } from "./accept-event.ts";

/** The ids named by a batch, each with whether its events are wanted although it is published. */
export interface NamedOwners {
  readonly tasks: ReadonlyMap<string, boolean>;
  readonly models: ReadonlyMap<string, boolean>;
}

/**
 * Collects the tasks and models that a batch reports on.
 *
 * @throws {@link ApiFailure} 400/12 when one id is both task and model, or has events with and without `allow_locked`.
 */
export function namedOwners(events: readonly RawEvent[]): NamedOwners {
  const tasks = new Map<string, boolean>();
  const models = new Map<string, boolean>();
  for (const event of events) {
    const owner = ownerOf(event);
    if (owner === undefined) {
      continue;
    }
    const named = isModelEvent(event) ? models : tasks;
    const allowLocked = event["allow_locked"] === true;
    const before = named.get(owner);
    if (before === undefined) {
      named.set(owner, allowLocked);
    } else if (before !== allowLocked) {
      refuse("allow_locked", owner);
    }
  }
  for (const owner of models.keys()) {
    if (tasks.has(owner)) {
      refuse("model_event", owner);
    }
  }
  return { tasks, models };
}

function refuse(field: string, id: string): never {
  throw new ApiFailure(results.validationError, { detail: `Events of one batch differ in ${field}`, fields: { id } });
}
