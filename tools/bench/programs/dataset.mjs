// @ts-check
import { Dataset } from "@clearml-ts/datasets";
import { Phases } from "./phases.mjs";

const [, , path = ""] = process.argv;
const phases = new Phases();

const dataset = await Dataset.create({ project: "bench", name: "typescript" });
phases.end("create");

await dataset.addFiles(path);
phases.end("add files");

await dataset.upload();
phases.end("upload");

await dataset.finalize();
phases.end("finalize");
phases.report(dataset.id);
