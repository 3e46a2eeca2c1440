import { counting } from "../../counting.ts";

const count = counting("en");

/** Texts of the page of queues and workers. */
export const queues = {
  title: "Queues",
  empty: "empty",
  waiting: (tasks: number) => count(tasks, "waiting", "waiting"),
  forward: (task: string) => `Move ${task} forward`,
  backward: (task: string) => `Move ${task} backward`,
  workers: "Workers",
  noWorker: "No worker. This command starts one here:",
  columns: { worker: "Worker", task: "Task", queues: "Queues", seen: "Last seen" },
  idle: "idle",
};
