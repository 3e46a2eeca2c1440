import type { BatchReply, EndpointName, FreedSpace, ReplyOf } from "@clearml-ts/protocol";
import type { ServerContext } from "../context.ts";
import type { FreedRecords } from "../records/freed-records.ts";
import { changeOnce } from "./change-once.ts";
import type { Call, Handler } from "./routes.ts";

/** An answer before the files are measured that it frees. */
type Unmeasured<Reply> = Omit<Reply, "freed"> & { freed: FreedRecords };

/** Makes a handler of one that deletes: all of it or nothing, and afterwards the answer says how much was freed. */
export function answerFreedSpace<E extends EndpointName>(
  handle: (call: Call<E>) => Unmeasured<ReplyOf<E>>,
): Handler<E> {
  return async (call) => {
    const reply = changeOnce(call, () => call.context.database.transaction(() => handle(call)));
    return (await measured(call.context, reply)) as ReplyOf<E>;
  };
}

/** Makes a handler of one that deletes several records, each on its own. */
export function answerFreedSpaces<E extends EndpointName>(
  handle: (call: Call<E>) => BatchReply<{ id: string; freed: FreedRecords }>,
): Handler<E> {
  return async (call) => {
    const { succeeded, failed } = changeOnce(call, () => call.context.database.transaction(() => handle(call)));
    const items: object[] = [];
    for (const item of succeeded) {
      items.push(await measured(call.context, item));
    }
    return { succeeded: items, failed } as ReplyOf<E>;
  };
}

async function measured<T extends { freed: FreedRecords }>(
  { fileRemoval }: ServerContext,
  reply: T,
): Promise<Omit<T, "freed"> & { freed: FreedSpace }> {
  const { rows, paths } = reply.freed;
  return { ...reply, freed: { rows, ...(await fileRemoval.measure(paths)) } };
}
