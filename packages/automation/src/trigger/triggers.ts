import type { Connection } from "@clearml-ts/client";
import type { ParameterTree, Task } from "@clearml-ts/tasks";
import { type ExecutedJob, recent } from "../launch/executed-job.ts";
import { noteFinished } from "../launch/finished-jobs.ts";
import { launchEntry } from "../launch/launch-entry.ts";
import { executedRows } from "../launch/launch-tables.ts";
import { takenEntries } from "../launch/taken-entries.ts";
import type { SchedulerContext } from "../service/scheduler-context.ts";
import type { SchedulerConfiguration, SchedulerStep, SchedulerWork } from "../service/scheduler-work.ts";
import { pythonDate } from "../time/python-date.ts";
import { checkTrigger, PLACEHOLDERS, type Trigger, type TriggerKind } from "./trigger.ts";
import { modelQuery, taskQuery } from "./trigger-query.ts";
import {
  emptyTrigger,
  type TriggerRecord,
  type TriggerStateRecord,
  triggerRecord,
  triggerStateRecord,
  withTriggerHistory,
  withTriggerRecord,
} from "./trigger-record.ts";
import { triggerTable } from "./trigger-table.ts";

/** The state of triggers, as Python's writes it. */
type TriggerState = Partial<Record<`${TriggerKind}_triggers`, TriggerStateRecord[]>>;

/** Something that a trigger has started. */
interface ExecutedTrigger extends ExecutedJob {
  kind: TriggerKind;
}

/** The names under which Python writes each kind of triggers, and those of their classes there. */
const KINDS: readonly { kind: TriggerKind; section: string; word: string }[] = [
  { kind: "dataset", section: "datasets", word: "Dataset" },
  { kind: "model", section: "models", word: "Model" },
  { kind: "task", section: "tasks", word: "Task" },
];

/** Triggers, and what they have started. */
export class Triggers implements SchedulerWork {
  readonly #context: SchedulerContext;
  /** Milliseconds between two looks. */
  readonly #lookEvery: number;
  #triggers: Trigger[] = [];
  #executed: ExecutedTrigger[] = [];

  constructor(context: SchedulerContext, { lookEvery }: { lookEvery: number }) {
    this.#context = context;
    this.#lookEvery = lookEvery;
  }

  /** Enters a trigger; one of the same name on the same kind of object is replaced. */
  add(trigger: Trigger): void {
    const isSame = ({ name, kind }: Trigger) => name === trigger.name && kind === trigger.kind;
    this.#triggers = [...this.#triggers.filter((other) => !isSame(other)), trigger];
  }

  configurations(): SchedulerConfiguration[] {
    return KINDS.map(({ kind, section, word }) => ({
      name: section,
      description: `${word} trigger configuration`,
      text: JSON.stringify(this.of(kind).map(triggerRecord)),
    }));
  }

  readConfigurations(texts: Readonly<Record<string, string>>): void {
    this.#triggers = KINDS.flatMap(({ kind, section }) =>
      this.#take(kind, JSON.parse(texts[section] ?? "[]") as TriggerRecord[]),
    );
  }

  state(): TriggerState {
    return Object.fromEntries(KINDS.map(({ kind }) => [`${kind}_triggers`, this.of(kind).map(triggerStateRecord)]));
  }

  restore(stored: unknown, entriesOf: "program" | "state"): void {
    const state = stored as TriggerState;
    this.#triggers = KINDS.flatMap(({ kind }) => {
      const records = state[`${kind}_triggers`] ?? [];
      return entriesOf === "state"
        ? this.#take(kind, records)
        : this.of(kind).map((trigger) => {
            const record = records.find(({ name }) => name === trigger.name);
            return record ? { ...trigger, ...withTriggerHistory(trigger, record) } : trigger;
          });
    });
  }

  async step(): Promise<SchedulerStep> {
    let acted = false;
    for (const trigger of this.#triggers) {
      acted = (await this.#look(trigger)) || acted;
    }
    return { acted, nextAt: new Date(this.#context.clock.now() + this.#lookEvery) };
  }

  async report(task: Task): Promise<void> {
    const { connection, logger } = task;
    await noteFinished(connection, this.#executed, { calls: this.#context.calls, now: this.#context.now() });
    const words = new Map(KINDS.map(({ kind, word }) => [kind, word]));
    const rows = this.#executed.map((job) => [
      `${words.get(job.kind)}Trigger`,
      ...(executedRows(connection, [job])[0] ?? []),
    ]);
    const header = ["trigger", "name", "task id", "started", "finished"];
    logger.reportTable("Triggers Executed", " ", { table: [header, ...rows.reverse()] });
    for (const { kind, word } of KINDS) {
      const triggers = this.of(kind);
      if (triggers.length > 0) {
        logger.reportTable(`${word} Triggers`, " ", { table: triggerTable(connection, triggers) });
      }
    }
  }

  /** Starts what waits for changes that have come since the last look; the first one only takes the time. */
  async #look(trigger: Trigger): Promise<boolean> {
    trigger.lastUpdate ??= pythonDate(this.#context.now());
    const objects = await changedObjects(await this.#context.connection(), trigger, trigger.lastUpdate);
    let acted = false;
    for (const { id } of objects) {
      if (!(id in trigger.triggeredInstances)) {
        await this.#launch(trigger, id);
        trigger.triggeredInstances = { ...trigger.triggeredInstances, [id]: pythonDate(this.#context.now()) };
        acted = true;
      }
    }
    // Last: after a failure in between, the next look sees the rest.
    const changes = objects.flatMap(({ last_update = "", last_change = "" }) => [last_update, last_change]);
    trigger.lastUpdate = [trigger.lastUpdate, ...changes].sort().at(-1);
    return acted;
  }

  async #launch(trigger: Trigger, id: string): Promise<void> {
    const input = {
      args: [id] as [id: string],
      parameters: withId(trigger, id),
      tags: trigger.addTag === undefined ? [] : [trigger.addTag],
    };
    const executed = await launchEntry(trigger, input, await this.#context.launchParts());
    if (executed !== undefined) {
      const instance = executed.taskId ?? executed.callNumber ?? "";
      this.#executed = recent([...this.#executed, { ...executed, kind: trigger.kind }]);
      trigger.executedInstances = recent([...trigger.executedInstances, instance]);
    }
  }

  /** The triggers on one kind of object. */
  of(kind: TriggerKind): Trigger[] {
    return this.#triggers.filter((trigger) => trigger.kind === kind);
  }

  #take(kind: TriggerKind, records: readonly Partial<TriggerStateRecord>[]): Trigger[] {
    return takenEntries(records, {
      word: "trigger",
      own: this.of(kind),
      read: (own, record) => withTriggerRecord(own ?? emptyTrigger(kind), record),
      check: checkTrigger,
      warn: (line) => this.#context.log(line, "warning"),
    });
  }
}

/** An object that has changed, and when. */
interface ChangedObject {
  id: string;
  last_update?: string;
  last_change?: string;
}

/** Finds all of them before anything is started, which may change them once more. */
async function changedObjects(connection: Connection, trigger: Trigger, since: string): Promise<ChangedObject[]> {
  const { models, tasks } = connection.lists;
  const changed =
    trigger.kind === "model" ? models.getAll(modelQuery(trigger, since)) : tasks.getAll(taskQuery(trigger, since));
  const objects: ChangedObject[] = [];
  for await (const object of changed) {
    objects.push(object);
  }
  return objects;
}

/** The parameters of a trigger's task, with the id of what has changed in place of the text that stands for it. */
function withId({ kind, taskParameters }: Trigger, id: string): ParameterTree {
  return Object.fromEntries(
    Object.entries(taskParameters).map(([name, value]) => [name, value === PLACEHOLDERS[kind] ? id : value]),
  );
}
