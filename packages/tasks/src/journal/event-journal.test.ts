import { readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TaskEvent } from "@clearml-ts/protocol";
import { temporaryFolder } from "@clearml-ts/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { EventJournal } from "./event-journal.ts";
import { journalsIn } from "./journal-folder.ts";

function events(first: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const iter = first + index;
    return JSON.stringify({ type: "training_stats_scalar", task: "t", metric: "m", variant: "v", iter, value: iter });
  });
}

async function newJournal(options: { segmentBytes?: number } = {}) {
  const folder = await temporaryFolder();
  const emptied: string[] = [];
  const journal = EventJournal.create({
    task: "t",
    pathOf: (segment) => join(folder, `0.${segment}.journal`),
    onEmpty: () => void emptied.push("empty"),
    ...options,
  });
  return { folder, journal, emptied };
}

async function reopen(folder: string) {
  const [files = []] = await journalsIn(folder);
  return await EventJournal.open(files);
}

/** Takes out everything, in batches; returns the iterations in order. */
async function drain(journal: EventJournal): Promise<(number | undefined)[]> {
  const found: (number | undefined)[] = [];
  for (let batch = await next(journal); batch; batch = await next(journal)) {
    found.push(...batch.events.map((kept) => (JSON.parse(kept) as TaskEvent).iter));
    journal.settle(batch);
  }
  return found;
}

function next(journal: EventJournal, name = "batch") {
  return journal.nextBatch(4, 1 << 20, () => name);
}

test("a journal gives back what it took, in order, and leaves no file behind", async () => {
  const { folder, journal, emptied } = await newJournal();
  expect(await readdir(folder)).toEqual([]);
  journal.append(events(0, 7));
  journal.append(events(7, 3));
  expect((await stat(join(folder, "0.0.journal"))).mode & 0o777).toBe(0o600);
  expect(journal.pending).toBe(10);
  expect(await drain(journal)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  journal.tidy();
  expect([await readdir(folder), emptied]).toEqual([[], ["empty"]]);
});

test("files that are deleted while they are forced to the disk are closed afterwards", async () => {
  const { folder, journal } = await newJournal();
  for (let round = 0; round < 20; round += 1) {
    journal.append(events(round, 1));
    const synced = journal.sync();
    journal.settle((await next(journal)) ?? expect.unreachable());
    journal.append(events(100 + round, 1));
    const again = journal.sync();
    journal.giveUp();
    journal.tidy();
    await Promise.all([synced, again]);
  }
  expect(await readdir(folder)).toEqual([]);
});

test("another process finds the events that were not answered, and the batch under its name", async () => {
  const { folder, journal } = await newJournal();
  journal.append(events(0, 10));
  const first = await next(journal, "first");
  journal.settle(first ?? expect.unreachable());
  await next(journal, "second");
  journal.append(events(10, 2));
  journal.setEnd({ status: "stopped" });

  const { journal: found, damaged } = await reopen(folder);
  expect([found.task, found.pending, found.end, damaged]).toEqual(["t", 8, { status: "stopped" }, 0]);
  const again = await next(found, "third");
  expect([again?.identity, again?.events]).toEqual(["second", events(4, 4)]);
  found.settle(again ?? expect.unreachable());
  expect(await drain(found)).toEqual([8, 9, 10, 11]);
});

test("a batch of another process of which nothing can be read takes no others with it", async () => {
  const { folder, journal } = await newJournal();
  journal.append(events(0, 8));
  await next(journal);
  journal.close();
  const path = join(folder, "0.0.journal");
  const lines = (await readFile(path, "utf8")).split("\n");
  await writeFile(path, lines.map((line, index) => (index >= 1 && index <= 4 ? `?${line}` : line)).join("\n"));

  const { journal: found, damaged } = await reopen(folder);
  expect([damaged, found.pending]).toEqual([4, 4]);
  expect(await drain(found)).toEqual([4, 5, 6, 7]);
  found.close();
});

test("files are deleted as soon as all that is in them has been answered", async () => {
  const { folder, journal } = await newJournal({ segmentBytes: 500 });
  for (let first = 0; first < 40; first += 4) {
    journal.append(events(first, 4));
  }
  const before = (await readdir(folder)).length;
  for (let batch = 0; batch < 5; batch += 1) {
    journal.settle((await next(journal)) ?? expect.unreachable());
  }
  expect([before > 4, (await readdir(folder)).length < before]).toEqual([true, true]);
  journal.close();
  const { journal: found, damaged } = await reopen(folder);
  expect([await drain(found), damaged]).toEqual([Array.from({ length: 20 }, (_, index) => index + 20), 0]);
});

test("whatever byte of a file is changed, at most the records around it are lost, and it is said", async () => {
  const { folder, journal } = await newJournal();
  journal.append(events(0, 20));
  journal.close();
  const path = join(folder, "0.0.journal");
  const bytes = await readFile(path);
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 2), fc.integer({ min: 1, max: 255 }), async (place, flip) => {
      const changed = Buffer.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ flip;
      await writeFile(path, changed);
      const { journal: found, damaged } = await reopen(folder);
      const read = await drain(found);
      found.close();
      expect(damaged).toBeGreaterThan(0);
      expect(read.length).toBeGreaterThanOrEqual(18);
      expect(read).toEqual([...new Set(read)].sort((a, b) => Number(a) - Number(b)));
    }),
    { numRuns: 60 },
  );
});

test("wherever a file is cut off, the whole records before are read", async () => {
  const { folder, journal } = await newJournal();
  journal.append(events(0, 20));
  journal.close();
  const path = join(folder, "0.0.journal");
  const bytes = await readFile(path);
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length), async (length) => {
      await writeFile(path, bytes);
      await truncate(path, length);
      const whole =
        bytes
          .subarray(0, length + 1)
          .toString()
          .split("\n").length - 2;
      const { journal: found } = await reopen(folder);
      const read = await drain(found);
      found.close();
      expect(read).toEqual(Array.from({ length: Math.max(0, whole) }, (_, index) => index));
    }),
    { numRuns: 60 },
  );
});

test("any bytes in place of a journal are reported as damage, and never throw", async () => {
  const folder = await temporaryFolder();
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 2000 }), async (bytes) => {
      await writeFile(join(folder, "0.0.journal"), bytes);
      const { journal, damaged } = await reopen(folder);
      expect([await drain(journal), damaged > 0]).toEqual([[], true]);
      journal.close();
    }),
    { numRuns: 60 },
  );
});

test("files that somebody has deleted are nothing to fail about", async () => {
  const { folder, journal, emptied } = await newJournal({ segmentBytes: 1 });
  journal.append(events(0, 2));
  journal.append(events(2, 2));
  await rm(folder, { recursive: true });
  expect(await drain(journal)).toEqual([0, 1, 2, 3]);
  journal.tidy();
  expect(emptied).toEqual(["empty"]);
});
