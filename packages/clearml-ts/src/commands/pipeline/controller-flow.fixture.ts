import type { Connection } from "@clearml-ts/client";
import { PipelineController } from "@clearml-ts/pipeline";

/** Runs a pipeline of two functions in this process, of which the second may fail, and returns the id of the run. */
export async function ran(connection: Connection, name: string, { fails = false } = {}): Promise<string> {
  const pipeline = new PipelineController({ name, project: "commands", version: "1.2.0" })
    .addParameter("rate", 0.5)
    .addFunctionStep({
      name: "load",
      function: ({ rate }: { rate: number }) => ({ doubled: rate * 2 }),
      functionKwargs: { rate: "${pipeline.rate}" },
    })
    .addFunctionStep({
      name: "fit",
      parents: ["load"],
      function: () => {
        if (fails) {
          throw new RangeError("no data");
        }
        return { loss: 1 };
      },
    });
  await pipeline.startLocally({ connection, runPipelineStepsLocally: true }).catch(() => {});
  return pipeline.id;
}
