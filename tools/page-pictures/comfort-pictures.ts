import type { Connection } from "@clearml-ts/client";
import { runPipeline } from "@clearml-ts/example-thermal-comfort";
import type { PagePicture } from "./take-pictures.ts";

/** Runs the example on the ASHRAE database, holding out other buildings the second time, and names the pictures of it. */
export async function comfortPictures(connection: Connection, csvPath: string): Promise<PagePicture[]> {
  // The simplest models alone: forests of trees take minutes, and look no different in a picture.
  const options = { csvPath, layout: "ashrae", models: 4, tune: false, connection } as const;
  const first = await runPipeline({ ...options, seed: 2 });
  const { tasks, datasets, model } = await runPipeline(options);
  const train = tasks["trainModels"];
  const both = `${first.tasks["trainModels"]},${train}`;
  return [
    // The parameters below the steps of a run name the file of this machine: the picture ends above them.
    { name: "page-pipeline", path: `/pipelines/${tasks["controller"]}`, height: 440 },
    { name: "page-scalars", path: `/tasks/${train}/scalars`, height: 620 },
    { name: "page-plots", path: `/tasks/${train}/plots`, height: 800 },
    { name: "page-compare", path: `/compare?ids=${both}&part=curves`, height: 620 },
    { name: "page-dataset", path: `/datasets/${datasets.features}`, height: 560 },
    { name: "page-model", path: `/models/${model?.id}`, height: 700 },
  ];
}
