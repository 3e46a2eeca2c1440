import { fork } from "node:child_process";
import { once } from "node:events";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { type Ownership, ownSlot } from "./slot-owners.ts";

/** A slot whose owner was killed. */
async function abandonedSlot(): Promise<string> {
  const folder = await temporaryFolder();
  await ownSlot(folder);
  await writeFile(join(folder, "owner.0"), "damaged");
  return folder;
}

test("of agents that find the owner gone in the same instant, one succeeds it", async () => {
  const folder = await abandonedSlot();
  const arrived: (() => void)[] = [];
  // Each waits until all have looked.
  const beforeSuccession = () =>
    new Promise<void>((resolve) => {
      arrived.push(resolve);
      if (arrived.length === 8) {
        for (const go of arrived) {
          go();
        }
      }
    });
  const owned = await Promise.all(Array.from({ length: 8 }, () => ownSlot(folder, { beforeSuccession })));
  expect(owned.filter((ownership) => ownership !== undefined)).toHaveLength(1);
  expect(await readdir(folder)).toEqual(["owner.1"]);
});

test.each([
  ["runs", false],
  ["has left the slot again", true],
])("an agent that has looked before another took the slot does not take it while that %s", async (_, hasLeft) => {
  const folder = await abandonedSlot();
  let other: Ownership | undefined;
  let last: Ownership | undefined;
  const late = await ownSlot(folder, {
    async beforeSuccession() {
      if (other === undefined) {
        other = await ownSlot(folder);
        if (hasLeft) {
          await other?.release();
          last = await ownSlot(folder);
        }
      }
    },
  });
  expect([late, other, last].filter((ownership) => ownership !== undefined)).toHaveLength(hasLeft ? 2 : 1);
  expect(late).toBeUndefined();
  expect(await readdir(folder)).toEqual([hasLeft ? "owner.2" : "owner.1"]);
});

test("of two processes one gets a slot, each time that it is free", async () => {
  const folder = await temporaryFolder();
  const program = new URL("./slot-taker.fixture.ts", import.meta.url);
  const takers = [0, 1].map(() =>
    fork(program, [folder], { execArgv: ["--conditions=@clearml-ts/source", "--import", "tsx"] }),
  );
  const tell = async (word: string) => {
    const answers = takers.map((taker) => once(taker, "message"));
    for (const taker of takers) {
      taker.send(word);
    }
    return (await Promise.all(answers)).map(([answer]) => answer as string);
  };
  try {
    await Promise.all(takers.map((taker) => once(taker, "message")));
    for (let round = 0; round < 20; round += 1) {
      expect((await tell("take")).sort()).toEqual(["mine", "not mine"]);
      expect(await tell("leave")).toEqual(["left", "left"]);
    }
  } finally {
    for (const taker of takers) {
      taker.kill("SIGKILL");
    }
  }
});
