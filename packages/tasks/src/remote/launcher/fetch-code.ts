import { createHash } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { LauncherSettings } from "./settings.ts";

/** The record of the archive that holds the program. */
export interface CodeRecord {
  uri: string;
  /** sha256 in hexadecimal. */
  hash: string;
}

/** Milliseconds between attempts while a server is busy or cannot be reached. */
const PAUSES = [500, 1_000, 2_000, 4_000, 8_000, 16_000];

/** Reads the task's record of the archive, and returns how to fetch the archive. */
export async function findCode(
  settings: LauncherSettings,
): Promise<{ record: CodeRecord; download: () => Promise<Buffer> }> {
  const { taskId, filesServer } = settings;
  const authorization = settings.isToken
    ? settings.authorization
    : `Bearer ${(await call<{ token: string }>(settings, "auth.login", {}, settings.authorization)).token}`;
  const { task } = await call<{ task: TaskWithCode }>(settings, "tasks.get_by_id", { task: taskId }, authorization);
  const record = task.execution?.artifacts?.find(({ key, mode }) => key === "code" && mode === "input");
  const { uri, hash } = record ?? {};
  if (!uri || !hash) {
    throw new Error(`Task ${taskId} has no artifact "code" with its program.`);
  }
  const isOurs = filesServer !== undefined && new URL(uri).origin === new URL(filesServer).origin;
  return { record: { uri, hash }, download: () => download({ uri, hash }, isOurs ? { authorization } : {}) };
}

interface TaskWithCode {
  execution?: { artifacts?: { key: string; mode?: string; uri?: string; hash?: string }[] };
}

async function call<T>(
  { apiServer }: LauncherSettings,
  endpoint: string,
  body: object,
  authorization: string,
): Promise<T> {
  const answer = await patiently(`${apiServer}/${endpoint}`, {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return ((await answer.json()) as { data: T }).data;
}

async function download({ uri, hash }: CodeRecord, headers: Record<string, string>): Promise<Buffer> {
  const bytes = Buffer.from(await (await patiently(uri, { headers })).arrayBuffer());
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found !== hash) {
    throw new Error(`The program at ${uri} was changed: its sha256 is ${found}, not ${hash}.`);
  }
  return bytes;
}

async function patiently(url: string, init: RequestInit, pauses: readonly number[] = PAUSES): Promise<Response> {
  const [pause, ...later] = pauses;
  const answer = await fetch(url, init).catch((error: unknown) => error as Error);
  if (answer instanceof Response && answer.ok) {
    return answer;
  }
  const mayPass = answer instanceof Error || answer.status === 429 || answer.status >= 500;
  if (!mayPass || pause === undefined) {
    const why = answer instanceof Error ? (answer.cause ?? answer) : `it answered ${answer.status}`;
    throw new Error(`Cannot fetch ${url}: ${why}`);
  }
  await delay(pause);
  return patiently(url, init, later);
}
