import { expect, test } from "vitest";
import { fillDisk } from "./faults/disk-full.ts";
import { writeProtect } from "./faults/read-only.ts";
import { startTwice } from "./faults/second-server.ts";
import { fillJournalDisk, writeProtectJournal } from "./journal/unwritable-disk.ts";
import { clearmlCommand } from "./soaked-server.ts";

// A disk of one's own takes root; where there is none, the server's own tests say as much as can be said.
test.each([
  { name: "a second server on a folder", happens: startTwice },
  { name: "a disk that is full for a while", happens: fillDisk },
  { name: "a folder that cannot be written", happens: writeProtect },
  { name: "a program's disk that is full for a while", happens: fillJournalDisk },
  { name: "a program's disk that cannot be written", happens: writeProtectJournal },
])("$name is said and survived", { timeout: 300_000 }, async ({ happens }) => {
  const { faults, happened } = await happens(clearmlCommand);

  expect([[], "not run"], happened).toContainEqual(faults);
});
