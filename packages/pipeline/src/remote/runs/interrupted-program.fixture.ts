import { once } from "node:events";
import { stopWithProgram } from "./interruption.ts";

/** A program with work on two other machines: one stops when it is told to, the other as the argument says. */
const [, , way = "stops"] = process.argv;

if (way === "handles the signal") {
  process.on("SIGINT", () => {
    console.log("handled");
    process.exit(7);
  });
}

async function work(name: string, stop: () => Promise<unknown>): Promise<void> {
  await stopWithProgram(async (signal) => {
    console.log(`${name} runs`);
    await once(signal, "abort");
    console.log(`${name} hears: ${signal.reason.message}`);
    await stop();
    console.log(`${name} has stopped`);
  });
}

const patience = setInterval(() => {}, 1000);
await Promise.all([
  work("first", async () => {}),
  work("second", () => (way === "hangs" ? new Promise(() => {}) : new Promise((resolve) => setImmediate(resolve)))),
]);
clearInterval(patience);
