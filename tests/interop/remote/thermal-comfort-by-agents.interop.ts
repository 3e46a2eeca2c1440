import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Agent, startAgent } from "@clearml-ts/agent";
import { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { AgentProcess } from "../agents/agent-process.ts";
import { type BothLanguages, bothLanguages } from "../fixtures/both-languages.ts";
import { consoleText, taskEnd } from "../fixtures/task-end.ts";
import { type Outcome, type RunResult, resultOf, thermalComfort } from "../thermal-comfort/thermal-comfort-command.ts";

const components = ["uploadRawData", "processData", "buildFeatures", "trainModels", "registerBestModel"];

/** A kind of agent, with its queues and a project of its own: the steps of one are not taken from the cache of the other. */
interface Place {
  agent: string;
  steps: string;
  services: string;
  project: string;
  /** The ids of the workers that may run a task of it. */
  workers: readonly string[];
}

const stock: Place = {
  agent: "clearml-agent",
  steps: "default",
  services: "services",
  project: "Comfort by clearml-agent",
  workers: ["steps:0", "services:0"],
};
const own: Place = {
  agent: "clearml-ts agent",
  steps: "own",
  services: "own services",
  project: "Comfort by clearml-ts agent",
  workers: ["own:0", "own:1"],
};

/** A run that has gone through, and one that was aborted. */
interface Runs {
  completed: RunResult;
  aborted: { command: Outcome; controller: Task; steps: readonly Task[] };
}

let both: BothLanguages;
let stockAgents: AgentProcess[];
let ownAgent: Agent;
const runs = new Map<Place, Runs>();

beforeAll(async () => {
  both = await bothLanguages();
  const { connection, address, python } = both;
  stockAgents = await Promise.all([
    AgentProcess.start(address, { queues: [stock.steps], name: "steps" }),
    AgentProcess.start(address, { queues: [stock.services], name: "services" }),
  ]);
  ownAgent = await startAgent({
    connection,
    queues: [own.services, own.steps],
    createQueues: true,
    slots: 2,
    name: "own",
    folder: join(python.home, "own-agent"),
    env: { PATH: `${dirname(inject("python"))}:${process.env["PATH"]}`, HOME: python.home },
  });
  // Side by side: most of the time, the stock agent prepares a task.
  await Promise.all(
    [stock, own].map(async (place) => {
      const completed = resultOf(await command(place, ["--models", "2", "--no-tune"]));
      runs.set(place, { completed, aborted: await abortedRun(place, completed) });
    }),
  );
});

afterAll(async () => {
  await ownAgent.close();
  await Promise.all(stockAgents.map((agent) => agent[Symbol.asyncDispose]()));
  await both[Symbol.asyncDispose]();
});

/** Runs the example's command through the queues of a place, as `npx -y pnpm start --queue …` does. */
function command({ steps, services, project }: Place, further: readonly string[]): Promise<Outcome> {
  const home = join(both.python.home, project);
  mkdirSync(home, { recursive: true });
  const queues = ["--queue", steps, "--services-queue", services, "--project", project];
  return thermalComfort([...queues, ...further], { home, server: both.address });
}

/**
 * Runs the command again with every model and another metric, and aborts its controller, as the page does it. The steps before the
 * training are taken from the cache; the training takes long enough to be aborted while it runs.
 */
async function abortedRun(place: Place, { tasks: earlier }: RunResult): Promise<Runs["aborted"]> {
  const { connection } = both;
  const { tasks } = connection.services;
  const running = command(place, ["--main-metric", "MAE"]);
  const controller = await vi.waitFor(async () => {
    const inPlace = { project: `${place.project}/.pipelines/thermal comfort`, status: ["in_progress"] as const };
    for await (const task of Task.list({ ...inPlace, type: "controller", includeHidden: true }, { connection })) {
      // The agent may say only later that the run before has completed: waited for, this one would be over as well.
      if (task.id === earlier["controller"]) {
        continue;
      }
      const steps = await tasks.getAll({ parent: [task.id], search_hidden: true });
      expect(steps.tasks.map(({ status }) => status)).toContain("in_progress");
      return task;
    }
    throw new Error("The controller does not run yet.");
  }, 240_000);
  await tasks.stop({ task: controller.id, include_pipeline_steps: true });
  await taskEnd(controller);
  const outcome = await running;
  const steps: Task[] = [];
  for await (const step of Task.list({ parent: controller.id, includeHidden: true }, { connection })) {
    await taskEnd(step);
    steps.push(step);
  }
  return { command: outcome, controller, steps };
}

const load = (id: string | undefined) => Task.get({ id: id ?? "" }, both);

describe.each([stock, own])("thermal comfort by $agent", (place) => {
  const of = () => {
    const found = runs.get(place);
    if (!found) {
      throw new Error(`There are no runs by ${place.agent}.`);
    }
    return found;
  };

  test("the controller and all five components are its tasks", async () => {
    const { tasks, project } = of().completed;
    expect(project).toBe(place.project);
    expect(Object.keys(tasks).sort()).toEqual(["controller", ...components].sort());
    for (const id of Object.values(tasks)) {
      const { status, last_worker } = (await load(id)).record;
      expect(status).toBe("completed");
      expect(place.workers).toContain(last_worker);
    }
  });

  test("comes to a model, from three versions of the data", async () => {
    const { datasets, metrics, champion } = of().completed;
    expect(new Set(Object.values(datasets)).size).toBe(3);
    expect(metrics).toHaveProperty("Baseline");
    expect(champion.reason).not.toBe("");
  });

  test("the logs are on the tasks", async () => {
    const { tasks } = of().completed;
    const console = await consoleText(await load(tasks["controller"]));
    for (const component of components) {
      expect(console).toContain(`Launching step [${component}]`);
      expect(await consoleText(await load(tasks[component]))).not.toBe("");
    }
  });

  test("aborted from outside, it stops with its steps, and the command says so", async () => {
    const { command, controller, steps } = of().aborted;
    expect(command.status).toBe(1);
    expect(command.lines.at(-1)).toMatch(/(stopped|ended) from outside/);
    // The controller hears of its own end, or of that of its step first, which it cannot do without.
    expect(["stopped", "failed"]).toContain(controller.status);
    expect(steps.map(({ name, status }) => ({ name, status }))).toEqual([{ name: "trainModels", status: "stopped" }]);
    expect(await consoleText(controller)).toContain("Launching step [trainModels]");
  });
});
