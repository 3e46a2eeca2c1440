export { type PipelineResult, type RunPipelineOptions, runPipeline } from "./run-pipeline.ts";
