import { Worker } from "node:worker_threads";
import type { FileJobs, JobName } from "./job-types.ts";
import { fileTools } from "./jobs/file-tools.ts";
import { folderJobs } from "./jobs/folder-jobs.ts";
import { hashJobs } from "./jobs/hash-jobs.ts";
import { packJobs } from "./jobs/pack-jobs.ts";
import { unpackJobs } from "./jobs/unpack-jobs.ts";

/** Functions that make the jobs. These wait for the disk in place: for small files that costs a tenth of what streams and promises cost. */
const JOBS = [hashJobs, packJobs, unpackJobs, folderJobs];

/**
 * The program of a thread, made of the texts of these functions: a file of its own would be lost where somebody bundles this
 * package into a program. Compilers that keep the names of functions wrap them in `__name`, which is nowhere to be found here.
 */
const PROGRAM = `"use strict";
const __name = (value) => value;
const { parentPort } = require("node:worker_threads");
const node = { fs: require("node:fs"), crypto: require("node:crypto"), zlib: require("node:zlib") };
const tools = (${String(fileTools)})();
const jobs = Object.assign({}, ${JOBS.map((make) => `(${String(make)})(node, tools)`).join(", ")});
parentPort.on("message", ({ name, input }) => {
  let answer;
  try {
    answer = { result: jobs[name](input) };
  } catch (error) {
    answer = { error };
  }
  const bytes = answer.result?.data ?? answer.result;
  parentPort.postMessage(answer, bytes instanceof Uint8Array ? [bytes.buffer] : []);
});`;

/** The memory of a batch's data, if nothing else is in it: it goes to the thread without being copied. */
function handedOver(input: object): ArrayBuffer[] {
  const data = "data" in input ? input.data : undefined;
  const isAlone = data instanceof Uint8Array && data.byteLength === data.buffer.byteLength;
  return isAlone && data.buffer instanceof ArrayBuffer ? [data.buffer] : [];
}

/** Milliseconds without a job after which a thread ends. */
const IDLE_MS = 2000;

/** One thread, which does one job at a time; it keeps the program running only while it has one. */
export class Thread {
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;

  /** Does a job; on abort the thread ends at once, whatever it is doing. */
  run<Name extends JobName>(
    name: Name,
    input: Parameters<FileJobs[Name]>[0],
    signal: AbortSignal | undefined,
  ): Promise<ReturnType<FileJobs[Name]>> {
    signal?.throwIfAborted();
    clearTimeout(this.#idle);
    this.#worker ??= new Worker(PROGRAM, { eval: true, execArgv: [], env: {} });
    const worker = this.#worker;
    worker.ref();
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        worker.off("error", fail).off("exit", end).off("message", take);
        signal?.removeEventListener("abort", abort);
        act();
      };
      const fail = (error: unknown) => settle(() => this.#end(worker, () => reject(error)));
      const end = () => fail(new Error("A thread that works on files has ended."));
      const abort = () => fail(signal?.reason);
      const take = (answer: { result: ReturnType<FileJobs[Name]> } | { error: unknown }) =>
        settle(() => {
          this.#rest(worker);
          "error" in answer ? reject(answer.error) : resolve(answer.result);
        });
      worker.on("error", fail).on("exit", end).on("message", take);
      signal?.addEventListener("abort", abort, { once: true });
      worker.postMessage({ name, input }, handedOver(input));
    });
  }

  #rest(worker: Worker): void {
    worker.unref();
    this.#idle = setTimeout(() => this.#end(worker, () => {}), IDLE_MS).unref();
  }

  /** Ends the thread, and only then lets others see it: what it was writing is written, or is not, from then on. */
  #end(worker: Worker, done: () => void): void {
    if (this.#worker === worker) {
      this.#worker = undefined;
    }
    // Whatever it still says, nobody asks for it any more.
    worker.on("error", () => {});
    void worker.terminate().then(done, done);
  }
}
