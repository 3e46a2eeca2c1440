// @ts-check
import { Dataset } from "@clearml-ts/datasets";
import { Phases } from "./phases.mjs";

const [, , id = ""] = process.argv;
const phases = new Phases();

const dataset = await Dataset.get({ id });
phases.end("get");

const folder = await dataset.getLocalCopy();
phases.end("local copy");
phases.report(folder);
