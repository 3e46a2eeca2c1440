import { randomUUID } from "node:crypto";
import { ownProcess, type ProcessMark, processMarkText, readProcessMark } from "@clearml-ts/storage";

/** How often a process touches its journal, in milliseconds. */
export const TOUCH_EVERY = 60_000;

/** A journal of another machine whose process has not touched it for so long is taken for left, in milliseconds. */
export const LEFT_AFTER = 3_600_000;

const NAME = /^(.+)~[\w-]+$/;

/** Returns the name of a folder that belongs to this process, and to no other. */
export function ownFolderName(): string {
  return `${processMarkText(ownProcess())}~${randomUUID().slice(0, 8)}`;
}

/** Reads from the name of a folder which process it belongs to; undefined when it is not one of ours. */
export function readFolderName(name: string): ProcessMark | undefined {
  return readProcessMark(NAME.exec(name)?.[1]);
}
