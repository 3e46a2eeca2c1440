import { basic, call, startTestServer } from "../../fixtures/server.fixture.ts";
import type { Server } from "../../startup/server.ts";

/** A server in memory with one running task, whose events a test reports and reads. */
export interface EventBench extends AsyncDisposable {
  readonly server: Server;
  /** Id of the task. */
  readonly task: string;
  /** Calls an endpoint and returns its data; fails the test when the call is refused. */
  read<T = Record<string, unknown>>(endpoint: string, body?: Record<string, unknown>): Promise<T>;
  /** Calls an endpoint and returns `code/subcode` and the message. */
  refusal(endpoint: string, body?: Record<string, unknown>): Promise<{ result: string; message: string }>;
  /** Reports events of the task; what an event says itself goes first. */
  report(...events: Record<string, unknown>[]): Promise<{ added: number; errors: number; errors_info: object }>;
  /** Makes another task. */
  createTask(name: string): Promise<string>;
}

/** Starts a bench; `now` is its clock. */
export async function startEventBench(options: { now?: () => Date } = {}): Promise<EventBench> {
  const server = await startTestServer(options);
  const read: EventBench["read"] = async <T>(endpoint: string, body: Record<string, unknown> = {}) => {
    const answer = await call<T>(server, endpoint, body);
    if (answer.status !== 200) {
      throw new Error(`${endpoint}: ${answer.meta.result_msg}`);
    }
    return answer.data;
  };
  const createTask = async (name: string) => {
    const { id } = await read<{ id: string }>("tasks.create", { name, type: "training" });
    return id;
  };
  const task = await createTask("bench");
  return {
    server,
    task,
    read,
    createTask,
    async refusal(endpoint, body = {}) {
      const { result, meta } = await call(server, endpoint, body);
      return { result, message: meta.result_msg };
    },
    async report(...events) {
      const lines = events.map((event) => JSON.stringify({ task, ...event })).join("\n");
      const headers = { ...basic(server.credentials), "content-type": "application/json-lines" };
      const { data, status, meta } = await call<Awaited<ReturnType<EventBench["report"]>>>(
        server,
        "events.add_batch",
        lines,
        headers,
      );
      if (status !== 200) {
        throw new Error(`events.add_batch: ${meta.result_msg}`);
      }
      return data;
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** A point of a curve. */
export function scalar(iter: number, value: number, others: Record<string, unknown> = {}): Record<string, unknown> {
  return { type: "training_stats_scalar", metric: "loss", variant: "train", iter, value, ...others };
}

/** A plot. */
export function plot(iter: number, others: Record<string, unknown> = {}): Record<string, unknown> {
  return { type: "plot", metric: "roc", variant: "test", iter, plot_str: `{"data":[${iter}]}`, ...others };
}

/** An image. */
export function image(iter: number, url: string, others: Record<string, unknown> = {}): Record<string, unknown> {
  return { type: "training_debug_image", metric: "samples", variant: "a", iter, url, key: url, ...others };
}

/** A console line. */
export function line(timestamp: number, msg: string, others: Record<string, unknown> = {}): Record<string, unknown> {
  return { type: "log", timestamp, msg, level: "info", ...others };
}
