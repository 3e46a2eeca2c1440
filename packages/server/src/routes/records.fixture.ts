import type { EndpointName, ModelRecord, QueueRecord, ReplyOf, RequestOf, TaskRecord } from "@clearml-ts/protocol";
import { expect } from "vitest";
import type { StartServerOptions } from "../config.ts";
import { call, startTestServer } from "../server.fixture.ts";
import type { Server } from "../server.ts";

/** A server with shorthands for what tests of records do all the time. */
export class RecordsServer implements AsyncDisposable {
  private constructor(readonly server: Server) {}

  static async start(options: StartServerOptions = {}): Promise<RecordsServer> {
    return new RecordsServer(await startTestServer(options));
  }

  /** Calls an endpoint that must answer. */
  async ok<E extends EndpointName>(endpoint: E, request: RequestOf<E>, version?: string): Promise<ReplyOf<E>> {
    const answer = await call<ReplyOf<E>>(this.server, version ? `v${version}/${endpoint}` : endpoint, request);
    expect(answer.meta.result_msg).toBe("OK");
    return answer.data;
  }

  /** Calls an endpoint that must refuse, and returns `code/subcode`. */
  async refused<E extends EndpointName>(endpoint: E, request: unknown): Promise<string> {
    const answer = await call(this.server, endpoint, request);
    expect(answer.meta.result_code).not.toBe(200);
    return answer.result;
  }

  async task(content: Partial<RequestOf<"tasks.create">> = {}): Promise<string> {
    return (await this.ok("tasks.create", { name: "a task", type: "training", ...content })).id;
  }

  async getTask(task: string): Promise<TaskRecord> {
    return (await this.ok("tasks.get_by_id", { task })).task;
  }

  async status(task: string): Promise<string> {
    return (await this.getTask(task)).status;
  }

  async project(name: string): Promise<string> {
    return (await this.ok("projects.create", { name })).id;
  }

  async model(content: Partial<RequestOf<"models.create">> = {}): Promise<string> {
    return (await this.ok("models.create", { name: "a model", uri: "file:///m", ready: false, ...content })).id;
  }

  async getModel(model: string): Promise<ModelRecord> {
    return (await this.ok("models.get_by_id", { model })).model;
  }

  async queue(id: string): Promise<QueueRecord> {
    return (await this.ok("queues.get_by_id", { queue: id })).queue;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server.close();
  }
}
