import type { Connection } from "@clearml-ts/client";
import type { ModelRecord, RequestOf } from "@clearml-ts/protocol";
import type { Task } from "@clearml-ts/tasks";

/** Records of the models that a task took and made. */
interface ModelsOfTask {
  input: ModelRecord[];
  output: ModelRecord[];
}

/** Loads the records of both lists. Entries of one name replace each other, so the registry is asked too, as in Python. */
export async function modelRecordsOf({ connection, id, models }: Task): Promise<ModelsOfTask> {
  const made = await recordsWhere(connection, { task: [id] });
  const listed = await listedRecords(connection, [...models.input, ...models.output]);
  const input = distinct(models.input).map((model) => listed.get(model));
  const output = new Map(made.map((record) => [record.id, record]));
  for (const model of distinct(models.output)) {
    const record = listed.get(model);
    if (record !== undefined) {
      output.set(model, record);
    }
  }
  return { input: input.filter((record) => record !== undefined), output: [...output.values()] };
}

const distinct = (entries: readonly { model: string }[]) => [...new Set(entries.map(({ model }) => model))];

async function listedRecords(
  connection: Connection,
  entries: readonly { model: string }[],
): Promise<ReadonlyMap<string, ModelRecord>> {
  // An empty list of ids would be no condition at all.
  const records = entries.length === 0 ? [] : await recordsWhere(connection, { id: distinct(entries) });
  return new Map(records.map((record) => [record.id, record]));
}

async function recordsWhere(connection: Connection, query: RequestOf<"models.get_all">): Promise<ModelRecord[]> {
  const records: ModelRecord[] = [];
  for await (const record of connection.lists.models.getAll({ ...query, order_by: ["created"] }, { pageSize: 500 })) {
    records.push(record);
  }
  return records;
}
