import { join, resolve } from "node:path";
import { connect } from "@clearml-ts/client";
import { runPipeline } from "@clearml-ts/example-thermal-comfort";
import { startServer } from "@clearml-ts/server";
import { openTab } from "../../tests/page/browser.ts";
import { root } from "../root.ts";

/**
 * Runs the example on the ASHRAE database and takes the pictures of the page that the documentation shows:
 * `pnpm page-pictures FILE`. FILE is the database's `db_measurements_v2.1.0.csv.gz`.
 */
const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error("Give the ASHRAE database: db_measurements_v2.1.0.csv.gz.");
  process.exit(2);
}

await using server = await startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
await using connection = await connect({ ...server.credentials, env: {} });
const { tasks, datasets, model } = await runPipeline({
  csvPath: resolve(file),
  layout: "ashrae",
  tune: false,
  connection,
});

await using tab = await openTab();
const { page } = tab;
// The parameters below the steps of a run name the file of this machine: the picture ends above them.
const pictures: [name: string, path: string, height: number][] = [
  ["page-pipeline", `/pipelines/${tasks["controller"]}`, 430],
  ["page-scalars", `/tasks/${tasks["trainModels"]}/scalars`, 620],
  ["page-plots", `/tasks/${tasks["trainModels"]}/plots`, 800],
  ["page-dataset", `/datasets/${datasets.features}`, 560],
  ["page-model", `/models/${model?.id}`, 620],
];
for (const [name, path, height] of pictures) {
  await page.setViewportSize({ width: 1280, height });
  await page.goto(`${server.urls.web}${path}`, { waitUntil: "networkidle" });
  await page.screenshot({ path: join(root, "docs/images", `${name}.png`) });
}
