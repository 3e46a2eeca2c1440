import type { DebugImageEvent, EventType, PlotEvent, VectorEvent } from "@clearml-ts/protocol";
import type { Database } from "../../../database/driver.ts";
import type { RecordEvents } from "../../../records/record-events.ts";
import type { Clock } from "../../../values/clock.ts";
import { ExpiringStates } from "../../../values/expiring-states.ts";
import { LogStore } from "../logs/log-lines.ts";
import { ScalarStore } from "../points/scalars.ts";
import { debugImageStore, plotStore, type SampleStore, vectorStore } from "../samples/samples.ts";
import type { SamplePositions, ViewerState } from "../samples/viewer-state.ts";
import type { AcceptedEvent, AcceptedLogLine, AcceptedSample, AcceptedScalar } from "../writing/accepted-event.ts";
import { EVENT_TYPES } from "../writing/accepted-event.ts";
import { NameMap } from "../writing/name-map.ts";
import type { EventSource } from "./event-reader.ts";
import type { Filing } from "./filing.ts";
import { ReceiptStore } from "./receipts.ts";
import { SeriesStore } from "./series.ts";

/** The events that tasks and models reported. The owner of an event is one or the other. */
export class EventStore implements RecordEvents {
  readonly series: SeriesStore;
  readonly receipts: ReceiptStore;
  readonly scalars: ScalarStore;
  readonly plots: SampleStore<PlotEvent>;
  readonly debugImages: SampleStore<DebugImageEvent>;
  readonly vectors: SampleStore<VectorEvent>;
  readonly logs: LogStore;
  /** Where clients stand that leaf through images and plots. */
  readonly samplePositions: ExpiringStates<SamplePositions>;
  /** The states of the viewers of clients. */
  readonly viewers: ExpiringStates<ViewerState>;

  readonly #database: Database;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.samplePositions = new ExpiringStates(clock);
    this.viewers = new ExpiringStates(clock);
    this.series = new SeriesStore(database);
    this.receipts = new ReceiptStore(database);
    this.scalars = new ScalarStore(database, this.receipts);
    this.plots = plotStore(database);
    this.debugImages = debugImageStore(database);
    this.vectors = vectorStore(database);
    this.logs = new LogStore(database);
  }

  /** How the events of one type are read. */
  reader(type: EventType): EventSource {
    switch (type) {
      case "training_stats_scalar":
        return this.scalars.events;
      case "training_stats_vector":
        return this.vectors.events;
      case "training_debug_image":
        return this.debugImages.events;
      case "plot":
        return this.plots.events;
      case "log":
        return this.logs.events;
    }
  }

  /** Writes the events of one request; all of them, or none when it throws. */
  add(events: readonly AcceptedEvent[], received: number): void {
    this.#database.transaction(() => {
      const file = this.#filer(received);
      const scalars: Filing<AcceptedScalar>[] = [];
      const logLines: Filing<AcceptedLogLine>[] = [];
      const samples = { plot: [], training_debug_image: [], training_stats_vector: [] } as Record<
        AcceptedSample["type"],
        Filing<AcceptedSample>[]
      >;
      for (const event of events) {
        if (event.type === "training_stats_scalar") {
          scalars.push(file(event));
        } else if (event.type === "log") {
          logLines.push(file(event));
        } else {
          samples[event.type].push(file(event));
        }
      }
      this.scalars.add(scalars);
      this.logs.add(logLines);
      this.plots.add(samples.plot);
      this.debugImages.add(samples.training_debug_image);
      this.vectors.add(samples.training_stats_vector);
    });
  }

  /** Deletes all events of tasks or models, and says how many there were. */
  deleteFor(owners: readonly string[]): number {
    return this.#database.transaction(() => {
      let deleted = 0;
      for (const owner of owners) {
        for (const type of EVENT_TYPES) {
          deleted += this.reader(type).deleteFor(owner);
        }
        this.series.deleteFor(owner);
        this.receipts.deleteFor(owner);
      }
      return deleted;
    });
  }

  /** The addresses of the files that the images and plots of tasks or models show, each once. */
  imageUrls(owners: readonly string[]): string[] {
    return this.#database
      .prepare(
        `SELECT e.content AS url FROM debug_images e JOIN event_series s ON s.id = e.series
         WHERE s.owner IN (SELECT value FROM json_each(:owners)) AND e.content IS NOT NULL
         UNION
         SELECT source.value AS url FROM plots e JOIN event_series s ON s.id = e.series,
           json_each(e.extra, '$.source_urls') source
         WHERE s.owner IN (SELECT value FROM json_each(:owners))`,
      )
      .all<{ url: string }>({ owners: JSON.stringify(owners) })
      .map(({ url }) => url);
  }

  /** Finds series and receipts for the events of one request, asking the database once for each. */
  #filer(received: number): <Event extends AcceptedEvent>(event: Event) => Filing<Event> {
    const factsByOwner = new Map<string, OwnerFacts>();
    let facts: OwnerFacts | undefined;
    return (event) => {
      const { owner, type } = event;
      // Nearly every request is about one task.
      if (facts?.owner !== owner) {
        facts = factsByOwner.get(owner) ?? { owner, series: new NameMap(), receipts: new Map() };
        factsByOwner.set(owner, facts);
      }
      const byType = facts.series.ensure(event.metric, event.variant, () => ({}));
      byType[type] ??= this.series.ensure(type, event);
      let receipt = facts.receipts.get(event.worker);
      if (receipt === undefined) {
        receipt = this.receipts.add(owner, event.worker, received);
        facts.receipts.set(event.worker, receipt);
      }
      return { event, series: byType[type], receipt };
    };
  }
}

/** The facts about one owner while the events of a request are filed. */
interface OwnerFacts {
  readonly owner: string;
  readonly series: NameMap<Partial<Record<EventType, number>>>;
  readonly receipts: Map<string, number>;
}
