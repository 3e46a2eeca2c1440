// The program of a training thread; an entry of its own in the build, beside the main one.
export { runJob } from "./job.ts";
