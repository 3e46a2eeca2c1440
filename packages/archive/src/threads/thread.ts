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

/** Whoever waits for the job that a thread is doing. */
interface Waiter {
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** One thread, which does one job at a time; it keeps the program running only while it has one. */
export class Thread {
  #worker: Worker | undefined;
  #waiter: Waiter | undefined;
  #idle: NodeJS.Timeout | undefined;

  /** Does a job. */
  run<Name extends JobName>(name: Name, input: Parameters<FileJobs[Name]>[0]): Promise<ReturnType<FileJobs[Name]>> {
    clearTimeout(this.#idle);
    this.#worker ??= this.#start();
    const worker = this.#worker;
    worker.ref();
    return new Promise<ReturnType<FileJobs[Name]>>((resolve, reject) => {
      worker.postMessage({ name, input }, handedOver(input));
      this.#waiter = { resolve: resolve as Waiter["resolve"], reject };
    });
  }

  /** Ends the thread at once if it has a job, whatever it is doing: the job fails with this error. */
  stop(error: unknown): void {
    if (this.#waiter && this.#worker) {
      this.#fail(this.#worker, error);
    }
  }

  /** Begins a thread, and listens to it as long as it lives: listeners that come and go with each job take longer than its message. */
  #start(): Worker {
    const worker = new Worker(PROGRAM, { eval: true, execArgv: [], env: {} });
    worker.on("error", (error) => this.#fail(worker, error));
    worker.on("exit", () => this.#fail(worker, new Error("A thread that works on files has ended.")));
    worker.on("message", (answer: { result: unknown } | { error: unknown }) => {
      const waiter = this.#waiter;
      this.#waiter = undefined;
      this.#rest(worker);
      "error" in answer ? waiter?.reject(answer.error) : waiter?.resolve(answer.result);
    });
    return worker;
  }

  #rest(worker: Worker): void {
    worker.unref();
    this.#idle = setTimeout(() => this.#end(worker), IDLE_MS).unref();
  }

  /** Ends the thread, and only then lets others see it: what it was writing is written, or is not, from then on. */
  #fail(worker: Worker, error: unknown): void {
    if (this.#worker !== worker) {
      // It was ended already, and whatever it still says, nobody asks for it any more.
      return;
    }
    const waiter = this.#waiter;
    this.#waiter = undefined;
    const reject = () => waiter?.reject(error);
    this.#end(worker).then(reject, reject);
  }

  #end(worker: Worker): Promise<unknown> {
    this.#worker = undefined;
    return worker.terminate();
  }
}
