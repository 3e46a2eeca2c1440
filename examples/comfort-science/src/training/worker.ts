// What a training thread runs; an entry of its own in the build, beside the program's.
export { runJob } from "./job.ts";
