import { counting } from "../../counting.ts";

const count = counting("en");

/** Texts of the page of a pipeline's run. */
export const pipeline = {
  missing: (id: string) => `There is no run ${id}.`,
  controller: "the controller's task",
  noStep: "No step yet.",
  steps: (steps: number) => count(steps, "step", "steps"),
  cached: "from the cache",
  pending: "waiting",
  skipped: "skipped",
  ran: "ran",
  smaller: "Smaller",
  larger: "Larger",
  columns: { status: "Status", step: "Step", time: "Time", duration: "Duration", cache: "Cache" },
};
