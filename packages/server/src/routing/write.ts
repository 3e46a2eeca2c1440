import { type BatchReply, ClearMLError, type EndpointName, type ReplyOf, results } from "@clearml-ts/protocol";
import type { ServerContext } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { Call, Handler } from "./routes.ts";

/** Makes a handler of one that writes: all of its writes are kept, or, when it refuses the call, none. */
export function write<E extends EndpointName>(handle: (call: Call<E>) => ReplyOf<E>): Handler<E> {
  return (call) => call.context.database.transaction(() => handle(call));
}

/** Does something to each of several records; one that is refused does not keep the others from being done. */
export function runBatch<T>(
  context: ServerContext,
  ids: readonly string[],
  work: (id: string) => T,
): BatchReply<T & { id: string }> {
  const reply: BatchReply<T & { id: string }> = { succeeded: [], failed: [] };
  for (const id of ids) {
    try {
      reply.succeeded.push({ id, ...context.database.transaction(() => work(id)) });
    } catch (error) {
      // A full disk may have ended the transaction of all: then nothing of the others is there either.
      if (!context.database.inTransaction) {
        throw error;
      }
      reply.failed.push({ id, error: describe(error) });
      if (!(error instanceof ClearMLError)) {
        context.reportBug(error, "batch");
      }
    }
  }
  return reply;
}

function describe(error: unknown): BatchReply<unknown>["failed"][number]["error"] {
  const result = error instanceof ApiFailure ? error.result : results.serverError;
  const message = error instanceof ApiFailure ? error.message : result.text;
  return { codes: [result.code, result.subcode], msg: message, data: {} };
}
