import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findProcess, type ProcessMark, processMarkText } from "@clearml-ts/storage";
import { folderWith, temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { AgentFolderError } from "../errors.ts";
import { takeSlot, takeSlots } from "./slot.ts";

/** The file that names the owner of a slot. */
async function ownerFile(folder: string): Promise<string> {
  const [name = ""] = (await readdir(folder)).filter((entry) => entry.startsWith("owner."));
  return join(folder, name);
}

const idsOf = (slots: readonly { workerId: string }[]) => slots.map(({ workerId }) => workerId);

test("agents of one name are numbered, and a slot that is released is taken again", async () => {
  const root = await temporaryFolder();
  const first = await takeSlots(root, "host", 2);
  const second = await takeSlots(root, "host", 1);
  expect([idsOf(first), idsOf(second)]).toEqual([["host:0", "host:1"], ["host:2"]]);
  expect(idsOf(await takeSlots(root, "other", 1))).toEqual(["other:0"]);

  await first[0]?.release();
  expect(idsOf(await takeSlots(root, "host", 2))).toEqual(["host:0", "host:3"]);
});

test("the slot of a process that was killed is free", async () => {
  const root = await temporaryFolder();
  const slot = await takeSlot(root, "host", 0);
  const holder = spawn("sleep", ["60"]);
  const mark = findProcess(holder.pid as number) as ProcessMark;
  await writeFile(await ownerFile(slot?.folder ?? ""), processMarkText(mark));
  expect(await takeSlot(root, "host", 0)).toBeUndefined();

  holder.kill("SIGKILL");
  await once(holder, "exit");
  expect(await takeSlot(root, "host", 0)).toMatchObject({ workerId: "host:0" });
});

test("the slot of an agent on another machine is free when it has given no sign of life", async () => {
  const root = await temporaryFolder();
  const slot = await takeSlot(root, "host", 0);
  const file = await ownerFile(slot?.folder ?? "");
  await writeFile(file, "elsewhere~1~2");
  expect(await takeSlot(root, "host", 0)).toBeUndefined();
  await utimes(file, new Date(0), new Date(0));
  expect(await takeSlot(root, "host", 0)).toMatchObject({ workerId: "host:0" });
});

test("a slot whose note is damaged is free", async () => {
  const root = await temporaryFolder();
  const slot = await takeSlot(root, "a/b", 0);
  await writeFile(await ownerFile(slot?.folder ?? ""), "{");
  expect(await takeSlot(root, "a/b", 0)).toMatchObject({ workerId: "a/b:0" });
});

test("a folder that cannot be one is named", async () => {
  const folder = await folderWith({ file: "" });
  await expect(takeSlots(join(folder, "file"), "host", 1)).rejects.toThrow(AgentFolderError);
});
