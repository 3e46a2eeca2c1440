import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { AgentFolderError } from "../errors.ts";
import { ownSlot } from "./slot-owners.ts";

/** A place for one task at a time: the number and the folder of a worker, held by one agent. */
export interface Slot {
  /** The name of the worker with its number, such as `host:0`. */
  readonly workerId: string;
  /** The folder with workspace, output and notes of the slot. */
  readonly folder: string;
  /** Lets others have the slot. */
  release(): Promise<void>;
}

/**
 * Takes the first free slots of a worker's name, as the official agent numbers the agents of one machine (`Singleton` in
 * clearml-agent). A slot whose holder is gone, however it ended, is free.
 *
 * @throws {@link AgentFolderError} when the folder cannot be written to.
 */
export async function takeSlots(root: string, name: string, count: number): Promise<Slot[]> {
  const slots: Slot[] = [];
  try {
    for (let number = 0; slots.length < count; number += 1) {
      const slot = await takeSlot(root, name, number);
      if (slot) {
        slots.push(slot);
      }
    }
    return slots;
  } catch (cause) {
    await Promise.all(slots.map((slot) => slot.release()));
    throw new AgentFolderError(root, { cause });
  }
}

/** Takes the slots of a name that were used before and that nobody holds. */
export async function takeAbandonedSlots(root: string, name: string): Promise<Slot[]> {
  const prefix = encodeURIComponent(`${name}:`);
  const numbers = (await readdir(root))
    .filter((entry) => entry.startsWith(prefix))
    .map((entry) => Number(entry.slice(prefix.length)))
    .filter(Number.isInteger);
  const slots = await Promise.all(numbers.map((number) => takeSlot(root, name, number)));
  return slots.filter((slot) => slot !== undefined);
}

/** Takes one slot; undefined when an agent that runs holds it. */
export async function takeSlot(root: string, name: string, number: number): Promise<Slot | undefined> {
  const workerId = `${name}:${number}`;
  const folder = join(root, encodeURIComponent(workerId));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const ownership = await ownSlot(folder);
  return ownership && { workerId, folder, release: ownership.release };
}
