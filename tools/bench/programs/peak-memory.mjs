// @ts-check
import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

/** Loaded before a program, tells how much memory its process had at most. Its threads load this too. */
const { PEAK_MEMORY_FILE } = process.env;
if (isMainThread && PEAK_MEMORY_FILE) {
  process.on("exit", () => writeFileSync(PEAK_MEMORY_FILE, String(process.resourceUsage().maxRSS * 1024)));
}
