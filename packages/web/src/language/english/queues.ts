import { counting } from "../counting.ts";

const count = counting("en");

/** Texts of the page of queues and workers. */
export const queues = {
  title: "Queues",
  empty: "empty",
  waiting: (tasks: number) => count(tasks, "waiting", "waiting"),
  workers: "Workers",
  noWorker: "No worker. This command starts one here:",
  idle: "idle",
};
