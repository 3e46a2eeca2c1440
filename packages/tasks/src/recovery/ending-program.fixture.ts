import { once } from "node:events";
import { connect } from "@clearml-ts/client";
import { Task } from "../task/task.ts";

// A program that reports, and ends in the way that its argument says, without closing anything.
const [way = ""] = process.argv.slice(2);
// The server is asked about a controller more often than about other tasks.
const type = way === "looks" || way === "hears" || way === "waits" ? "controller" : "training";
// Those that find the server gone do not wait for it.
const where = way.endsWith("told") ? { connection: await connect({ retry: { retries: 0 } }) } : {};
const task = await Task.init({ project: "demo", name: "ending", type }, where);
for (let iteration = 0; iteration < 500; iteration += 1) {
  task.logger.reportScalar("loss", "train", iteration, { iteration });
}

const ways: Record<string, () => void> = {
  finishes() {},
  fails() {
    process.exitCode = 3;
  },
  throws() {
    setTimeout(() => {
      throw new Error("boom");
    });
  },
  rejects() {
    void Promise.reject(new RangeError("beyond"));
  },
  async "leaves its block by an error"() {
    await using _block = task;
    throw new TypeError("no rows");
  },
  async "leaves its block by an error when it is told"() {
    await using _block = task;
    await once(process.stdin, "data");
    process.stdin.destroy();
    throw new TypeError("no rows");
  },
  async "leaves its block when it is told"() {
    await using _block = task;
    await once(process.stdin, "data");
    process.stdin.destroy();
  },
  async "leaves its block and fails later"() {
    {
      await using _block = task;
    }
    setTimeout(() => {
      throw new Error("of something else");
    });
  },
  exits() {
    process.exit(0);
  },
  waits() {
    setInterval(() => {}, 1000);
  },
  heeds() {
    const work = setInterval(() => {}, 1000);
    process.on("SIGTERM", () => {
      process.exitCode = 5;
      clearInterval(work);
    });
    process.kill(process.pid, "SIGTERM");
  },
  looks() {
    const timer = setInterval(() => {}, 1000);
    task.signal.addEventListener("abort", () => clearInterval(timer));
  },
  hears() {
    task.registerAbortCallback(() => process.stderr.write("heard\n"));
    setInterval(() => {}, 1000);
  },
  handles() {
    process.on("uncaughtException", () => {
      process.exitCode = 4;
    });
    setTimeout(() => {
      throw new Error("handled");
    });
  },
};
process.stdout.write(`${task.id}\n`, () => ways[way]?.());
