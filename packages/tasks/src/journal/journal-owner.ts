import { randomUUID } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** The process that a journal belongs to, as the name of its folder says. */
export interface JournalOwner {
  /** The machine, or the container, in which process numbers mean the same. */
  machine: string;
  pid: number;
  /** When the process began, in ticks of its machine; empty where the system does not tell. */
  started: string;
}

/** A journal of another machine whose process has not touched it for so long is taken for left, in milliseconds. */
const LEFT_AFTER = 3_600_000;

/** How often a process touches its journal, in milliseconds. */
export const TOUCH_EVERY = 60_000;

const NAME = /^(.+)~(\d+)~(\d*)~[\w-]+$/;

/** The name of a folder that belongs to this process, and to no other. */
export function ownFolderName(): string {
  const { machine, pid, started } = thisProcess();
  return `${machine}~${pid}~${started}~${randomUUID().slice(0, 8)}`;
}

/** Reads the name of a folder; undefined when it is not one of ours. */
export function readFolderName(name: string): JournalOwner | undefined {
  const [, machine, pid, started = ""] = NAME.exec(name) ?? [];
  return machine === undefined ? undefined : { machine, pid: Number(pid), started };
}

/** Whether the process that owns a journal is gone for certain; `touched` is when it last touched the folder. */
export function isGone(owner: JournalOwner, { touched, now }: { touched: number; now: number }): boolean {
  if (owner.machine !== thisProcess().machine) {
    return now - touched > LEFT_AFTER;
  }
  return !isRunning(owner.pid) || startOf(owner.pid) !== owner.started;
}

function thisProcess(): JournalOwner {
  return { machine: machineName(), pid: process.pid, started: startOf(process.pid) };
}

/** Containers on one machine may share its name, but not the numbers of processes. */
function machineName(): string {
  const numbers = attempt(() => readlinkSync("/proc/self/ns/pid").replace(/\D/g, ""));
  return `${hostname().replace(/[^\w.-]/g, "_")}${numbers && `.${numbers}`}`;
}

/** The 22nd field of Linux's `stat`: a number that comes again is told from the process that had it. */
function startOf(pid: number): string {
  const text = attempt(() => readFileSync(`/proc/${pid}/stat`, "latin1"));
  // The second field is the name in brackets, which may hold anything.
  return text.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function attempt(read: () => string): string {
  try {
    return read();
  } catch {
    return "";
  }
}
