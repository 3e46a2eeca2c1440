import { PipelineController } from "@clearml-ts/pipeline";

/** A pipeline for workers: the Python task `train` of the suite between two functions of this program. */
export const controllerFlow = new PipelineController({ name: "around Python", project: "interop/controllers" })
  .setDefaultExecutionQueue("default")
  .addParameter("rate", 0.25, { description: "how fast it learns" })
  .addFunctionStep({
    name: "before",
    taskType: "data_processing",
    function: ({ rate }: { rate: number }) => ({ doubled: rate * 2 }),
    functionKwargs: { rate: "${pipeline.rate}" },
  })
  .addStep({
    name: "train",
    baseTaskProject: "interop/automation",
    baseTaskName: "train",
    parameterOverride: {
      "Args/rate": "${before.parameters.return/doubled}",
      "Args/depth": 4,
      "Args/source": "task ${before.id}",
    },
    cacheExecutedStep: true,
    monitorMetrics: [
      [
        ["loss", "final"],
        ["train", "loss"],
      ],
    ],
    monitorArtifacts: ["summary"],
    monitorModels: ["weights"],
    stage: "training",
  })
  .addFunctionStep({
    name: "after",
    taskType: "qc",
    function: ({ url, model, rate }: { url: string; model: string; rate: string }) => [`${rate} ${model}`, url],
    functionKwargs: {
      url: "${train.artifacts.summary.url}",
      model: "${train.models.output.-1.name}",
      rate: "${train.parameters.Args/rate}",
    },
    functionReturn: ["verdict", "summary"],
  });
