import type { Connection } from "@clearml-ts/client";
import { Task } from "@clearml-ts/tasks";

/** A page, and a text that is on it once it shows what it has to show. */
export interface PageToVisit {
  path: string;
  text: string;
}

/** Fills a server with something for every page, and returns their addresses, each with a state that is not the usual one. */
export async function fillEveryPage(connection: Connection, name = "train"): Promise<PageToVisit[]> {
  const { services } = connection;
  const task = await Task.init(
    { project: "Every page", name, tags: [name], parameters: { General: { lr: 0.1, [`note ${name}`]: name } } },
    { connection },
  );
  for (let iteration = 0; iteration < 20; iteration += 1) {
    task.logger.reportScalar(`loss ${name}`, `train ${name}`, 1 / (iteration + 1), { iteration });
  }
  task.logger.reportText(`\u001b[31m${name}\u001b[0m`);
  task.logger.reportSingleValue(`score ${name}`, 0.5);
  await task.uploadArtifact("rows", { json: { [name]: name } });
  await task.complete();
  await task.close();
  const node = { parents: [], status: "completed", executed: task.id, job_id: task.id };
  const { id: run } = await services.tasks.create({
    ...{ name: `flow ${name}`, type: "controller", system_tags: ["pipeline"], project: task.project.id },
    hyperparams: { Args: { rows: { section: "Args", name: "rows", value: name } } },
    configuration: { Pipeline: { name: "Pipeline", value: JSON.stringify({ [name]: node }) } },
  });
  const { id: draft } = await services.tasks.create({ name: `draft ${name}`, type: "training" });
  await services.tasks.enqueue({ task: draft });
  const { credentials } = await services.auth.getCredentials({});
  const column = `column=${encodeURIComponent("parameter:General/lr")}`;
  return [
    { path: "/", text: name },
    { path: `/projects/${task.project.id}?${column}&order=name&parameter=General%2Flr%3D0.1`, text: name },
    { path: `/tasks/${task.id}`, text: name },
    { path: `/tasks/${task.id}/scalars?smoothing=0.5&log`, text: name },
    { path: `/tasks/${task.id}/console?line=1`, text: name },
    { path: `/tasks/${task.id}/artifacts`, text: name },
    { path: `/pipelines/${run}`, text: name },
    { path: "/queues", text: name },
    { path: "/settings", text: credentials[0]?.access_key ?? "" },
  ];
}
