import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { inject } from "vitest";
import { freePorts } from "../../fixtures/free-ports.ts";

/** An emulator of Google Cloud Storage with one empty bucket, in a process of its own. */
export interface GoogleEmulator extends AsyncDisposable {
  /** Address of its service. */
  endpoint: string;
  bucket: string;
}

/** Starts the emulator of the suite's Python environment. */
export async function startGoogleEmulator(): Promise<GoogleEmulator> {
  const [port] = await freePorts(1);
  const program = join(dirname(inject("python")), "gcp-storage-emulator");
  const options = ["start", "--host=127.0.0.1", `--port=${port}`, "--in-memory", "--default-bucket=bucket"];
  const child = spawn(program, options, { stdio: "ignore" });
  const endpoint = `http://127.0.0.1:${port}`;
  while (!(await answers(endpoint))) {
    if (child.exitCode !== null) {
      throw new Error(`${program} ended with ${child.exitCode}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    endpoint,
    bucket: "bucket",
    async [Symbol.asyncDispose]() {
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
  };
}

async function answers(endpoint: string): Promise<boolean> {
  return await fetch(`${endpoint}/storage/v1/b`).then(
    (reply) => reply.ok,
    () => false,
  );
}
