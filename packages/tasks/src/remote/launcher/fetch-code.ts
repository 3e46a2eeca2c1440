import { createHash } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { type LauncherRequest, send, type Trust } from "./send.ts";
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
  const { taskId, filesServer, trust } = settings;
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
  return { record: { uri, hash }, download: () => download({ uri, hash }, isOurs ? { authorization } : {}, trust) };
}

interface TaskWithCode {
  execution?: { artifacts?: { key: string; mode?: string; uri?: string; hash?: string }[] };
}

async function call<T>(
  { apiServer, trust }: LauncherSettings,
  endpoint: string,
  body: object,
  authorization: string,
): Promise<T> {
  const headers = { authorization, "content-type": "application/json" };
  const request = { method: "POST", headers, body: JSON.stringify(body) } as const;
  const answer = await patiently(`${apiServer}/${endpoint}`, request, trust);
  return (JSON.parse(answer.toString()) as { data: T }).data;
}

async function download({ uri, hash }: CodeRecord, headers: Record<string, string>, trust: Trust): Promise<Buffer> {
  const bytes = await patiently(uri, { method: "GET", headers }, trust);
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found !== hash) {
    throw new Error(`The program at ${uri} was changed: its sha256 is ${found}, not ${hash}.`);
  }
  return bytes;
}

async function patiently(
  url: string,
  init: LauncherRequest,
  trust: Trust,
  pauses: readonly number[] = PAUSES,
): Promise<Buffer> {
  const [pause, ...later] = pauses;
  const answer = await send(url, init, trust).catch((error: unknown) => error as Error);
  if (!(answer instanceof Error) && answer.status >= 200 && answer.status < 300) {
    return answer.bytes;
  }
  const mayPass = answer instanceof Error ? !isCertificate(answer) : answer.status === 429 || answer.status >= 500;
  if (!mayPass || pause === undefined) {
    const why = answer instanceof Error ? (answer.cause ?? answer) : `it answered ${answer.status}`;
    throw new Error(`Cannot fetch ${url}: ${why}`);
  }
  await delay(pause);
  return patiently(url, init, trust, later);
}

/** Failures that come back until somebody names the authority in `api.verify_certificate`. */
function isCertificate({ cause, ...error }: NodeJS.ErrnoException): boolean {
  const code = (cause as NodeJS.ErrnoException | undefined)?.code ?? error.code ?? "";
  return /CERT|UNABLE_TO_VERIFY|SELF_SIGNED|ENOENT/.test(code);
}
