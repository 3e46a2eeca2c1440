import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { hostname } from "node:os";
import type { Readable, Writable } from "node:stream";
import { expect, onTestFinished, test, vi } from "vitest";
import { beganByPs, beganOnLinux } from "./process-began.ts";
import {
  findProcess,
  isProcessGone,
  isProcessRunning,
  ownProcess,
  processMarkText,
  readProcessMark,
} from "./process-mark.ts";

/** A process that does nothing. */
async function anotherProcess(): Promise<{ child: ChildProcess; pid: number }> {
  const child = spawn(process.execPath, ["-e", "process.stdin.resume()"]);
  await once(child, "spawn");
  onTestFinished(() => void child.kill("SIGKILL"));
  return { child, pid: child.pid as number };
}

test("a process runs until it has ended", async () => {
  expect(isProcessRunning(ownProcess())).toBe(true);
  const { child, pid } = await anotherProcess();
  const mark = findProcess(pid);
  expect(mark && isProcessRunning(mark)).toBe(true);
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(mark && isProcessRunning(mark)).toBe(false);
  expect(findProcess(pid)).toBeUndefined();
});

test("a process that has the number of an earlier one is told from it", async () => {
  const { pid } = await anotherProcess();
  const mark = findProcess(pid);
  expect(mark && isProcessRunning({ ...mark, began: `${mark.began || "unknown"}1` })).toBe(
    process.platform === "win32",
  );
  // Where one side does not know the start, the number is all that there is.
  expect(mark && isProcessRunning({ ...mark, began: "" })).toBe(true);
});

test.runIf(process.platform === "linux")("a process that nobody has waited for is gone", async () => {
  // The shell starts a child that ends when it is told to, and becomes a program that never asks for its end.
  const stdio = ["ignore", "pipe", "inherit", "pipe"] as const;
  const shell = spawn("sh", ["-c", "(read line) <&3 & echo $!; exec sleep 600"], { stdio: [...stdio] });
  onTestFinished(() => void shell.kill("SIGKILL"));
  const [line] = await once(shell.stdout as Readable, "data");
  const pid = Number(line);
  const read = (file: string) => readFile(`/proc/${file}`, "latin1");
  await vi.waitFor(async () => expect(await read(`${shell.pid}/comm`)).toBe("sleep\n"), 60_000);
  (shell.stdio[3] as Writable).end();
  await vi.waitFor(async () => expect(await read(`${pid}/stat`)).toMatch(/\) Z /), 60_000);
  expect(process.kill(pid, 0)).toBe(true);
  expect(findProcess(pid)).toBeUndefined();
});

test("a process of another machine cannot be seen, and counts as gone when it gives no sign of life", () => {
  const mark = { ...ownProcess(), machine: "elsewhere" };
  expect(isProcessRunning(mark)).toBeUndefined();
  expect(isProcessGone(mark, { touched: 1000, now: 2000, patience: 1000 })).toBe(false);
  expect(isProcessGone(mark, { touched: 1000, now: 2001, patience: 1000 })).toBe(true);
  expect(isProcessGone(ownProcess(), { touched: 0, now: 2000, patience: 1000 })).toBe(false);
});

test("a container is not the machine that it shares a name with", () => {
  const machine = hostname().replace(/[^\w.-]/g, "_");
  const text = processMarkText(ownProcess());
  expect(text.startsWith(machine)).toBe(true);
  expect(isProcessRunning({ ...ownProcess(), machine: `${machine}.1` })).toBeUndefined();
});

test("a mark is read from its text, and from nothing else", () => {
  expect(readProcessMark(processMarkText(ownProcess()))).toEqual(ownProcess());
  expect(readProcessMark("host~12~")).toEqual({ machine: "host", pid: 12, began: "" });
  for (const wrong of [
    undefined,
    null,
    3,
    "",
    "host~0~1",
    "host~-4~1",
    "host~12",
    "~12~1",
    "a/b~12~1",
    "host~12~1~2",
  ]) {
    expect(readProcessMark(wrong)).toBeUndefined();
  }
});

test("the start of a process is read from what systems say about it", () => {
  const fields = `1 (a) b) S ${Array.from({ length: 18 }, (_, index) => index).join(" ")} 4711 5`;
  expect(beganOnLinux(fields)).toMatch(/^[\da-f]*\.4711$/);
  expect(beganOnLinux(fields.replace(" S ", " Z "))).toBeUndefined();
  expect([beganOnLinux(undefined), beganOnLinux("")]).toEqual(["", ""]);
  expect(beganByPs("Ss   Mon Nov 30 01:51:35 2026\n")).toBe(String(Date.UTC(2026, 10, 30, 1, 51, 35)));
  expect(beganByPs("Z    Mon Nov 30 01:51:35 2026")).toBeUndefined();
  expect([beganByPs(undefined), beganByPs("ps: denied")]).toEqual(["", ""]);
});
