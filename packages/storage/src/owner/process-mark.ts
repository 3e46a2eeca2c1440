import { readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { processBegan } from "./process-began.ts";

/** Names one process among all that have ever had its number, on all machines that share a folder. */
export interface ProcessMark {
  /** The machine, or the container, in which numbers of processes mean the same. */
  readonly machine: string;
  readonly pid: number;
  /** When it began, in a form that can only be compared; empty where the system does not tell. */
  readonly began: string;
}

const TEXT = /^([\w.-]+)~([1-9]\d*)~([\w.-]*)$/;

let own: ProcessMark | undefined;

/** Returns the mark of this process. */
export function ownProcess(): ProcessMark {
  own ??= { machine: machineName(), pid: process.pid, began: processBegan(process.pid) ?? "" };
  return own;
}

/** Returns the mark of the process that has a number on this machine; undefined when there is none. */
export function findProcess(pid: number): ProcessMark | undefined {
  const began = processBegan(pid);
  return began === undefined ? undefined : { machine: ownProcess().machine, pid, began };
}

/** Tells whether a process still runs; undefined for one of another machine, which nobody here can see. */
export function isProcessRunning({ machine, pid, began }: ProcessMark): boolean | undefined {
  if (machine !== ownProcess().machine) {
    return undefined;
  }
  const found = findProcess(pid);
  return found !== undefined && (found.began === began || found.began === "" || began === "");
}

/** The facts by which a process of another machine counts as gone, in milliseconds. */
export interface SignsOfLife {
  /** When it last touched the file or folder that it owns. */
  touched: number;
  now: number;
  /** How long it may leave that untouched. */
  patience: number;
}

/** Tells whether a process has left its file or folder to others: it has ended, or nobody here sees it and it gives no sign of life. */
export function isProcessGone(mark: ProcessMark, { touched, now, patience }: SignsOfLife): boolean {
  const runs = isProcessRunning(mark);
  return runs === undefined ? now - touched > patience : !runs;
}

/** Writes a mark as a text that can be part of the name of a file. */
export function processMarkText({ machine, pid, began }: ProcessMark): string {
  return `${machine}~${pid}~${began}`;
}

/** Reads the text of a mark; undefined where the value is not one. */
export function readProcessMark(text: unknown): ProcessMark | undefined {
  const [, machine, pid, began] = TEXT.exec(String(text)) ?? [];
  return machine === undefined || began === undefined ? undefined : { machine, pid: Number(pid), began };
}

/** Containers on one machine may share its name, but not the numbers of processes. */
function machineName(): string {
  return `${hostname().replace(/[^\w.-]/g, "_")}${numbersOfProcesses()}`;
}

function numbersOfProcesses(): string {
  try {
    return `.${readlinkSync("/proc/self/ns/pid").replace(/\D/g, "")}`;
  } catch {
    return "";
  }
}
