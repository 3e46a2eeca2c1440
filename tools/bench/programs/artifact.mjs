// @ts-check
import { Task } from "@clearml-ts/tasks";
import { Phases } from "./phases.mjs";

const [, , id = ""] = process.argv;
const phases = new Phases();

const task = await Task.get({ id });
phases.end("get");

const copy = await task.artifacts.get("weights")?.getLocalCopy();
phases.end("download");
phases.report(copy ?? "");
