import { ApiError, type TaskEvent } from "@clearml-ts/protocol";
import type { Storage } from "@clearml-ts/storage";
import { expect, test, vi } from "vitest";
import { InvalidValueError } from "../errors.ts";
import { Logger } from "../report/logger.ts";
import { BatchReporter, type BatchReporterOptions } from "./batch-reporter.ts";
import type { EventBatch } from "./deliver-events.ts";
import { ReportError } from "./errors.ts";

function event(iter: number): TaskEvent {
  return { type: "training_stats_scalar", task: "t", metric: "m", variant: "v", iter, value: iter };
}

/** A reporter over a server that can be told to fail; nothing is sent before a flush unless the batch is full. */
function setUp(options: Partial<BatchReporterOptions> = {}) {
  const server = { arrived: [] as (number | undefined)[], requests: 0, failure: undefined as Error | undefined };
  const warnings: string[] = [];
  const reporter = new BatchReporter({
    taskId: "t",
    maxWait: 3_600_000,
    warn: (message) => warnings.push(message),
    send: async ({ events }) => {
      server.requests += 1;
      if (server.failure) {
        throw server.failure;
      }
      server.arrived.push(...events.map((sent) => (JSON.parse(sent) as TaskEvent).iter));
      return { rejected: 0 };
    },
    ...options,
  });
  return { server, warnings, reporter };
}

test("events arrive in order, a full batch without being asked", async () => {
  const { reporter, server } = setUp({ batchSize: 3 });
  for (const iter of [1, 2, 3]) {
    reporter.report(event(iter));
  }
  await vi.waitUntil(() => server.arrived.length === 3, 60_000);
  for (const iter of [4, 5]) {
    reporter.report(event(iter));
  }
  await reporter.flush();
  expect(server).toMatchObject({ arrived: [1, 2, 3, 4, 5], requests: 2 });
  expect(await reporter.close()).toEqual({ sent: 5, pending: 0, stored: 0, rejected: 0 });
});

test("a waiting event is sent by itself after a while", async () => {
  const { reporter, server } = setUp({ maxWait: 1 });
  reporter.report(event(1));
  await vi.waitUntil(() => server.arrived.length === 1, 60_000);
});

test("the flush period says when reports are sent that have not come together to a full batch", async () => {
  const { reporter, server } = setUp({ maxWait: 1000 });
  const logger = new Logger({
    taskId: "t",
    reporter,
    samples: { storage: {} as Storage, destination: "", keyPrefix: "" },
    worker: "w",
    storesNonFinite: () => false,
    warn: () => {},
    now: Date.now,
  });
  expect(logger.flushPeriod).toBe(1);
  logger.setFlushPeriod(3600);
  logger.reportScalar("m", "v", 1, { iteration: 1 });
  logger.setFlushPeriod(0);
  expect(logger.flushPeriod).toBe(0);
  logger.reportScalar("m", "v", 2, { iteration: 2 });
  expect(server.requests).toBe(0);
  logger.setFlushPeriod(0.001);
  await vi.waitUntil(() => server.arrived.length === 2, 60_000);
  expect(() => logger.setFlushPeriod(-1)).toThrow(InvalidValueError);
  expect(() => logger.setFlushPeriod(Number.NaN)).toThrow(InvalidValueError);
});

test("a failed flush says so, keeps the events, and the next one delivers them", async () => {
  const { reporter, server } = setUp();
  server.failure = new Error("connection refused");
  reporter.report(event(1));
  const error = await reporter.flush().catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ReportError);
  expect(error).toMatchObject({ taskId: "t", pending: 1, cause: server.failure });
  expect(await reporter.close()).toMatchObject({ sent: 0, pending: 1, reason: server.failure });

  server.failure = undefined;
  reporter.report(event(2));
  await reporter.flush();
  expect(server.arrived).toEqual([1, 2]);
});

test("what is reported while a request is under way goes with the next, without being asked", async () => {
  const { reporter, server } = setUp({ batchSize: 1, maxWait: 1 });
  reporter.report(event(1));
  const flushed = reporter.flush();
  reporter.report(event(2));
  await flushed;
  reporter.report(event(3));
  await vi.waitUntil(() => server.arrived.length === 3, 60_000);
  expect(server.arrived).toEqual([1, 2, 3]);
});

test("what the server refuses for good is dropped, counted, and told once", async () => {
  const refusal = new ApiError({
    endpoint: "events.add_batch",
    resultCode: 400,
    resultSubcode: 131,
    serverMessage: "Invalid task id",
  });
  const { reporter, server, warnings } = setUp();
  server.failure = refusal;
  reporter.report(event(1));
  await reporter.flush();
  reporter.report(event(2));
  await reporter.flush();
  expect(await reporter.close()).toEqual({ sent: 0, pending: 0, stored: 0, rejected: 2 });
  expect(warnings).toEqual(["The server refused 1 events of task t: Invalid task id"]);
});

test("what is sent again after a lost answer is the same batch under the same name, whatever came meanwhile", async () => {
  const batches: EventBatch[] = [];
  let isAnswerLost = true;
  const { reporter } = setUp({
    send: async (batch) => {
      batches.push(batch);
      if (isAnswerLost) {
        throw new Error("socket hang up");
      }
      return { rejected: 0 };
    },
  });
  reporter.report(event(1));
  await expect(reporter.flush()).rejects.toThrow(ReportError);
  reporter.report(event(2));
  isAnswerLost = false;
  await reporter.flush();

  const [first, second, third] = batches;
  expect(second).toEqual(first);
  expect(first?.events).toEqual([JSON.stringify(event(1))]);
  expect(third?.events).toEqual([JSON.stringify(event(2))]);
  expect(third?.identity).not.toBe(first?.identity);
});

test("closing returns when its signal says so, although the server never answers", async () => {
  const { reporter } = setUp({ send: () => new Promise(() => {}) });
  reporter.report(event(1));
  const controller = new AbortController();
  const closing = reporter.close({ signal: controller.signal });
  controller.abort();
  expect(await closing).toEqual({ sent: 0, pending: 1, stored: 0, rejected: 0 });
});
