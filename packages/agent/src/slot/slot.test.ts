import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { folderWith, temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { AgentFolderError } from "../errors.ts";
import { identifyProcess } from "../process/process-identity.ts";
import { takeSlot, takeSlots } from "./slot.ts";

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
  const identity = await identifyProcess(holder.pid as number);
  await writeFile(join(slot?.folder ?? "", "owner.json"), JSON.stringify(identity));
  expect(await takeSlot(root, "host", 0)).toBeUndefined();

  holder.kill("SIGKILL");
  await once(holder, "exit");
  expect(await takeSlot(root, "host", 0)).toMatchObject({ workerId: "host:0" });
});

test("a slot whose note is damaged is free", async () => {
  const root = await temporaryFolder();
  const slot = await takeSlot(root, "a/b", 0);
  await writeFile(join(slot?.folder ?? "", "owner.json"), "{");
  expect(await takeSlot(root, "a/b", 0)).toMatchObject({ workerId: "a/b:0" });
});

test("a folder that cannot be one is named", async () => {
  const folder = await folderWith({ file: "" });
  await expect(takeSlots(join(folder, "file"), "host", 1)).rejects.toThrow(AgentFolderError);
});
