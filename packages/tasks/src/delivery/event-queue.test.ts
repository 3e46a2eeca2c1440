import { join } from "node:path";
import type { TaskEvent } from "@clearml-ts/protocol";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { EventJournal } from "../journal/event-journal.ts";
import { EventQueue } from "./event-queue.ts";

function event(iter: number): TaskEvent {
  return { type: "training_stats_scalar", task: "t", metric: "m", variant: "v", iter, value: iter };
}

async function setUp({ files = 1000, journalBytes }: { files?: number; journalBytes?: number } = {}) {
  const folder = await temporaryFolder();
  const warnings: string[] = [];
  const journal = EventJournal.create({
    task: "t",
    segmentBytes: 300,
    pathOf: (segment) => {
      if (segment >= files) {
        throw new Error("ENOSPC: no space left on device");
      }
      return join(folder, `0.${segment}.journal`);
    },
    onEmpty: () => {},
  });
  const warn = (message: string) => void warnings.push(message);
  return { warnings, queue: new EventQueue({ journal, warn, ...(journalBytes !== undefined && { journalBytes }) }) };
}

async function drain(queue: EventQueue): Promise<(number | undefined)[]> {
  const found: (number | undefined)[] = [];
  while (queue.length > 0) {
    const batch = (await queue.next()) ?? expect.unreachable();
    expect(await queue.next()).toEqual(batch);
    found.push(...batch.events.map((sent) => (JSON.parse(sent) as TaskEvent).iter));
    queue.settle(batch);
  }
  return found;
}

test("when the disk is full in mid-run, one warning is given, and what follows is sent from memory, in order", async () => {
  const { queue, warnings } = await setUp({ files: 1 });
  for (let iteration = 0; iteration < 20; iteration += 1) {
    queue.add(event(iteration));
    queue.write();
  }
  expect([queue.length, queue.stored]).toEqual([20, 3]);
  expect(await drain(queue)).toEqual(Array.from({ length: 20 }, (_, iteration) => iteration));
  expect(warnings).toEqual([expect.stringContaining("ENOSPC")]);
});

test("a journal that has all it may have drops what follows with a warning, until there is room again", async () => {
  const { queue, warnings } = await setUp({ journalBytes: 1000 });
  let taken = 0;
  while (queue.add(event(taken))) {
    taken += 1;
    queue.write();
  }
  expect([taken > 5, queue.length]).toEqual([true, taken]);
  expect(warnings).toEqual([expect.stringMatching(/^The journal of task t has \d+ bytes/)]);
  expect(await drain(queue)).toHaveLength(taken);
  queue.tidy();
  expect(queue.add(event(taken))).toBe(true);
});
