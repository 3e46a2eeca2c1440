// @ts-check
import { Task } from "@clearml-ts/tasks";
import { Phases } from "./phases.mjs";

const [, , id = ""] = process.argv;
const task = await Task.get({ id });
const phases = new Phases();

const curves = await task.getAllReportedScalars();
phases.end("read");

const points = Object.values(curves).flatMap((title) => Object.values(title).map(({ x }) => x.length));
phases.report(String(points.reduce((sum, length) => sum + length, 0)));
