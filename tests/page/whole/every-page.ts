import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Connection } from "@clearml-ts/client";
import { Dataset } from "@clearml-ts/datasets";
import { promoteChampion } from "@clearml-ts/models";
import { Task } from "@clearml-ts/tasks";
import { onePixel } from "../one-pixel.ts";

/** A page, and a text that is on it once it shows what it has to show. */
export interface PageToVisit {
  path: string;
  text: string;
}

/** Fills a server with something for every page, and returns their addresses, each with a state that is not the usual one. */
export async function fillEveryPage(connection: Connection, name = "train"): Promise<PageToVisit[]> {
  const { services } = connection;
  const pages = [
    ...(await fillTasks(connection, name)),
    ...(await fillModels(connection, name)),
    ...(await fillDatasets(connection, name)),
  ];
  const { id: draft } = await services.tasks.create({ name: `draft ${name}`, type: "training" });
  await services.tasks.enqueue({ task: draft });
  const { credentials } = await services.auth.getCredentials({});
  return [
    { path: "/", text: name },
    ...pages,
    { path: "/queues", text: name },
    { path: "/settings", text: credentials[0]?.access_key ?? "" },
  ];
}

async function fillTasks(connection: Connection, name: string): Promise<PageToVisit[]> {
  const task = await runTask(connection, name);
  const { id: run } = await runPipeline(connection, name, task);
  const { id: other } = await connection.services.tasks.clone({ task: task.id, new_task_name: `clone ${name}` });
  const column = `column=${encodeURIComponent("parameter:General/lr")}`;
  const compare = `/compare?ids=${task.id},${other}`;
  const along = encodeURIComponent(
    `metric:${encodeURIComponent(`loss ${name}`)}/${encodeURIComponent(`train ${name}`)}`,
  );
  return [
    { path: `/projects/${task.project.id}?${column}&order=name&parameter=General%2Flr%3D0.1`, text: name },
    { path: `/projects/*?selected=${task.id},${other}`, text: name },
    { path: `/tasks/${task.id}`, text: name },
    { path: `/tasks/${other}`, text: name },
    { path: `/tasks/${task.id}/scalars?smoothing=0.5&log`, text: `loss ${name}` },
    { path: `/tasks/${task.id}/scalars?large=${encodeURIComponent(`loss ${name}`)}`, text: `loss ${name}` },
    { path: `/tasks/${task.id}/scalars?axis=${along}`, text: `loss ${name}` },
    { path: `/tasks/${task.id}/plots`, text: `cell ${name}` },
    { path: `/tasks/${task.id}/samples`, text: `sample ${name}` },
    { path: `/tasks/${task.id}/console?line=1`, text: name },
    { path: `/tasks/${task.id}/artifacts?open=table&open=rows`, text: `header ${name}` },
    { path: `/pipelines/${run}`, text: name },
    { path: compare, text: name },
    { path: `${compare}&part=curves`, text: `loss ${name}` },
    { path: `${compare}&part=metrics`, text: `loss ${name}` },
    { path: `${compare}&part=relations`, text: name },
  ];
}

async function runTask(connection: Connection, name: string): Promise<Task> {
  const task = await Task.init(
    { project: "Every page", name, tags: [name], parameters: { General: { lr: 0.1, [`note ${name}`]: name } } },
    { connection },
  );
  const { logger } = task;
  for (let iteration = 0; iteration < 20; iteration += 1) {
    logger.reportScalar(`loss ${name}`, `train ${name}`, 1 / (iteration + 1), { iteration });
  }
  logger.reportText(`\u001b[31m${name}\u001b[0m`);
  logger.reportSingleValue(`score ${name}`, 0.5);
  logger.reportTable(`table ${name}`, name, { table: [[`column ${name}`], [`cell ${name}`]] });
  logger.reportLinePlot(`lines ${name}`, [
    {
      name,
      data: [
        [0, 0],
        [1, 1],
      ],
    },
  ]);
  await logger.reportMedia(`media ${name}`, `sample ${name}`, { data: onePixel, extension: ".png", iteration: 0 });
  await task.uploadArtifact("rows", { json: { [name]: name } });
  await task.uploadArtifact("table", { table: [{ [`header ${name}`]: name, number: 1 }] });
  await task.complete();
  await task.close();
  return task;
}

async function runPipeline({ services }: Connection, name: string, { id, project }: Task): Promise<{ id: string }> {
  const node = { parents: [], status: "completed", executed: id, job_id: id };
  return await services.tasks.create({
    ...{ name: `flow ${name}`, type: "controller", system_tags: ["pipeline"], project: project.id },
    hyperparams: { Args: { rows: { section: "Args", name: "rows", value: name } } },
    configuration: { Pipeline: { name: "Pipeline", value: JSON.stringify({ [name]: node }) } },
  });
}

async function fillModels(connection: Connection, name: string): Promise<PageToVisit[]> {
  const ids: string[] = [];
  for (const value of [0.5, 0.7]) {
    const task = await Task.init({ project: "Every page", name: `fit ${name}` }, { connection });
    const { model } = await promoteChampion({
      ...{ task, mainMetric: `R2 ${name}`, direction: "up" as const },
      candidate: {
        ...{ name: `forest ${name}`, value, weights: Buffer.from("w"), targetName: "forest.bin", framework: name },
        ...{ labels: { [name]: 0 }, design: { note: name }, metadata: { [`about ${name}`]: name }, tags: [name] },
      },
    });
    await task.complete();
    await task.close();
    ids.push(model?.id ?? "");
  }
  return [
    { path: "/models?champions", text: `forest ${name}` },
    { path: `/models/${ids[1]}?against=${ids[0]}&all`, text: `about ${name}` },
  ];
}

async function fillDatasets(connection: Connection, name: string): Promise<PageToVisit[]> {
  const [first = "", second = ""] = await twoVersions(connection, name);
  const user = await Task.init(
    { project: "Every page", name: `uses ${name}`, parameters: { kwargs: { data: second } } },
    { connection },
  );
  await user.complete();
  await user.close();
  return [
    { path: "/datasets?search=surv", text: "survey" },
    { path: `/datasets/${second}`, text: name },
    { path: `/datasets/${second}/files?against=${first}`, text: "votes.csv" },
    { path: `/datasets/${second}/preview`, text: "north room" },
    { path: `/datasets/${second}/uses`, text: `uses ${name}` },
  ];
}

async function twoVersions(connection: Connection, name: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "clearml-page-"));
  try {
    const versions: Dataset[] = [];
    for (const vote of [1, 2]) {
      const row = `"${name.replaceAll('"', '""')}",0`;
      await writeFile(join(folder, "votes.csv"), `room,vote\nnorth room,${vote}\n${row}\n`);
      const dataset = await Dataset.create(
        { project: "Every page", name: "survey", tags: [name], description: name, parents: versions.slice(-1) },
        { connection },
      );
      await dataset.addFiles(folder);
      await dataset.upload();
      await dataset.finalize();
      await dataset.close();
      versions.push(dataset);
    }
    return versions.map(({ id }) => id);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
