/**
 * Loaded into a server before its own code: measures how long the event loop was blocked, and tells the parent process when asked.
 *
 * A block is counted as the time that the main thread itself computed in it: on a busy machine the clock alone would blame the
 * server for what other programs do.
 */
import { readFileSync } from "node:fs";

const EVERY_MS = 5;
const schedule = `/proc/self/task/${process.pid}/schedstat`;

let longest = 0;
let [lastTime, lastComputed] = [performance.now(), computedMs()];

setInterval(() => {
  const [time, computed] = [performance.now(), computedMs()];
  longest = Math.max(longest, Math.min(time - lastTime, computed - lastComputed));
  [lastTime, lastComputed] = [time, computed];
}, EVERY_MS).unref();

process.on("message", () => {
  process.send?.({ longestBlockMs: longest });
  longest = 0;
});
// Listening to the parent must not keep the server alive.
process.channel?.unref();

/** Milliseconds that the main thread has computed; the time of day where the system does not say. */
function computedMs() {
  try {
    return Number(readFileSync(schedule, "utf8").split(" ")[0]) / 1e6;
  } catch {
    return performance.now();
  }
}
