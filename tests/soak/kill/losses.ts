import type { ApiClient } from "../api-client.ts";
import { BATCH, type Ledger, lineOf, scalarAt, sha256 } from "./ingesting-client.ts";

/** Compares what a server has with what it acknowledged; returns what is missing, wrong or half there, one sentence each. */
export async function lossesOf(client: ApiClient, ledger: Ledger): Promise<string[]> {
  return [
    ...(await batchLosses(client, ledger)),
    ...(await editLosses(client, ledger)),
    ...(await fileLosses(client, ledger)),
  ];
}

async function batchLosses(client: ApiClient, { task, batches, sentBatches }: Ledger): Promise<string[]> {
  const { loss } = await client.call<{ loss?: { train: { x: number[]; y: number[] } } }>(
    "events.scalar_metrics_iter_histogram",
    { task, samples: 6000 },
  );
  const values = new Map(loss?.train.x.map((x, index) => [x, loss.train.y[index]]));
  const lines = await consoleLines(client, task);
  const faults: string[] = [];
  for (let number = 0; number < sentBatches; number += 1) {
    const iterations = Array.from({ length: BATCH.scalars }, (_, index) => number * BATCH.scalars + index);
    const scalars = iterations.filter((iteration) => values.get(iteration) === scalarAt(iteration)).length;
    const texts = Array.from({ length: BATCH.lines }, (_, index) => lineOf(number, index));
    const found = texts.filter((text) => lines.get(text) === 1).length;
    const isWhole = scalars === BATCH.scalars && found === BATCH.lines;
    const isAbsent = scalars === 0 && found === 0 && !batches.has(number);
    if (!isWhole && !isAbsent) {
      faults.push(`batch ${number} of task ${task} has ${scalars} scalars and ${found} lines`);
    }
  }
  if (values.size > sentBatches * BATCH.scalars) {
    faults.push(`task ${task} has scalars that nobody sent`);
  }
  return faults;
}

/** Counts how often each line is on the console. */
async function consoleLines(client: ApiClient, task: string): Promise<Map<string, number>> {
  const { events } = await client.call<{ events: { msg: string }[] }>("events.get_task_log", {
    task,
    batch_size: 10_000,
  });
  const lines = new Map<string, number>();
  for (const { msg } of events) {
    lines.set(msg, (lines.get(msg) ?? 0) + 1);
  }
  return lines;
}

async function editLosses(client: ApiClient, { comments }: Ledger): Promise<string[]> {
  if (comments.size === 0) {
    return [];
  }
  const { tasks } = await client.call<{ tasks: { id: string; comment?: string }[] }>("tasks.get_all", {
    id: [...comments.keys()],
    only_fields: ["id", "comment"],
  });
  const found = new Map(tasks.map(({ id, comment }) => [id, comment]));
  return [...comments]
    .filter(([id, comment]) => found.get(id) !== comment)
    .map(([id, comment]) => `task ${id} has the comment "${found.get(id)}" rather than "${comment}"`);
}

async function fileLosses(client: ApiClient, { files, doubtful }: Ledger): Promise<string[]> {
  const faults: string[] = [];
  for (const [path, hash] of files) {
    const content = await client.download(path).catch((error: Error) => error);
    if (content instanceof Error) {
      faults.push(`${path}: ${content.message}`);
    } else if (sha256(content) !== hash) {
      faults.push(`${path} has ${content.length} other bytes`);
    }
  }
  for (const [path, hash] of doubtful) {
    const content = await client.download(path).catch(() => undefined);
    if (content && sha256(content) !== hash) {
      faults.push(`${path}, which was not acknowledged, is there in part`);
    }
  }
  return faults;
}
