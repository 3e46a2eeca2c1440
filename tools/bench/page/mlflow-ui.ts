import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { pythonEnvironment, versionsOf } from "../../python/environment.ts";
import type { Bench } from "../suite.ts";
import type { Content } from "./content.ts";
import { mlflowStore } from "./mlflow-store.ts";

/** `mlflow ui` on a store that was filled by MLflow's own client. */
export interface MlflowUi extends AsyncDisposable {
  version: string;
  list: string;
  curves: string;
  /** Bytes of memory of its processes. */
  memory(): number;
}

/** Installs MLflow and fills it, both once and beside this file, and starts it; undefined where it cannot be installed. */
export async function startMlflow(bench: Bench, content: Content): Promise<MlflowUi | undefined> {
  const { folder, progress } = bench;
  progress("MLflow is installed");
  let python: string;
  try {
    python = pythonEnvironment(import.meta.dirname, ["mlflow"]);
  } catch {
    progress("MLflow cannot be installed here, and is left out");
    return undefined;
  }
  const version = versionsOf(python, ["mlflow"])["mlflow"] ?? "";
  progress("MLflow is filled, unless it was before");
  const { uri, experiment, run } = await mlflowStore(python, version, content);
  const env = { PATH: process.env["PATH"], HOME: folder };
  const port = await freePort();
  const ui = ["-m", "mlflow", "ui", "--backend-store-uri", uri, "--host", "127.0.0.1", "--port", String(port)];
  const child = spawn(python, ui, { cwd: folder, env, stdio: "ignore", detached: true });
  const gone = once(child, "exit");
  const origin = `http://127.0.0.1:${port}`;
  const pid = child.pid ?? 0;
  const close = async () => {
    // The processes that it started are in its group.
    process.kill(-pid, "SIGTERM");
    await gone;
  };
  await answers(`${origin}/health`, gone);
  return {
    version,
    list: `${origin}/#/experiments/${experiment}/runs`,
    curves: `${origin}/#/experiments/${experiment}/runs/${run}/model-metrics`,
    memory: () => memoryOf(pid),
    [Symbol.asyncDispose]: close,
  };
}

async function answers(address: string, gone: Promise<unknown>): Promise<void> {
  const ended = gone.then(() => "gone" as const);
  for (;;) {
    const answer = await Promise.race([fetch(address).catch(() => undefined), ended]);
    if (answer === "gone") {
      throw new Error("`mlflow ui` ended before it was ready.");
    }
    if (answer?.ok) {
      return;
    }
    await pause(100);
  }
}

async function freePort(): Promise<number> {
  const socket = createServer().listen(0, "127.0.0.1");
  await once(socket, "listening");
  const address = socket.address();
  socket.close();
  await once(socket, "close");
  return typeof address === "object" && address ? address.port : 0;
}

/** Bytes of memory of a process and of those below it. */
function memoryOf(pid: number): number {
  const [, resident = "0"] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean);
  return Number(resident) * 1024 + children.reduce((sum, child) => sum + memoryOf(Number(child)), 0);
}
