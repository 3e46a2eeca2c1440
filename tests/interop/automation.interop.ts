import {
  DiscreteParameterRange,
  GridSearch,
  HyperParameterOptimizer,
  TaskScheduler,
  TriggerScheduler,
  UniformParameterRange,
} from "@clearml-ts/automation";
import { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type BothLanguages, bothLanguages } from "./fixtures/both-languages.ts";

const queue = "automatic";

let both: BothLanguages;
/** The task that everything here clones and runs. */
let base: string;
let printed: {
  grid: Search;
  random: Search;
  schedule: { scheduler: string; calls: string[] };
  trigger: Record<"triggers" | "dataset" | "published" | "failing" | "approved" | "running", string> & {
    calls: Record<string, string>;
  };
};

interface Search {
  optimizer: string;
  /** Its jobs in the order in which they ended. */
  completed: string[];
  /** The best two. */
  top: string[];
}

beforeAll(async () => {
  both = await bothLanguages();
  await both.connection.services.queues.create({ name: queue });
  base = await both.python.run<string>("automation/train.py");
  using second = both.anotherPython({});
  // Side by side: most of the time, the SDK waits between two looks at its tasks.
  const [grid, random, schedule, trigger] = await Promise.all([
    both.python.run<Search>("automation/search_parameters.py", base, "grid"),
    second.run<Search>("automation/search_parameters.py", base, "random"),
    both.python.run<typeof printed.schedule>("automation/schedule_tasks.py", base, queue),
    both.python.run<typeof printed.trigger>("automation/trigger_tasks.py", base, queue),
  ]);
  printed = { grid, random, schedule, trigger };
});

afterAll(() => both[Symbol.asyncDispose]());

const getTask = (id: string) => Task.get({ id }, both);

describe("automation of the Python SDK", () => {
  describe("hyper-parameter optimizer", () => {
    let optimizer: Task;
    let jobs: Task[];

    beforeAll(async () => {
      optimizer = await getTask(printed.grid.optimizer);
      jobs = await Promise.all(printed.grid.completed.map(getTask));
    });

    test("its options and its search space", () => {
      expect(optimizer.record).toMatchObject({ type: "optimizer", status: "completed", tags: ["optimization"] });
      expect(optimizer.getParameters()).toMatchObject({
        "General/opt/base_task_id": base,
        "General/opt/optimizer_class": "GridSearch",
        "General/opt/objective_metric_title": ["loss"],
      });
      const space = optimizer.getConfigurationObject("General")?.value;
      expect(space).toMatch(/type = "DiscreteParameterRange"\s+name = "Args\/depth"\s+values = \[2, 5\]/);
    });

    test("grid search: a clone for each combination", async () => {
      const combinations = jobs.map((job) => [job.getParameter("Args/depth"), job.getParameter("Args/rate")]);
      expect(combinations.sort()).toEqual([
        [2, 0.25],
        [2, 0.5],
        [5, 0.25],
        [5, 0.5],
      ]);
      for (const { record } of jobs) {
        expect(record).toMatchObject({ status: "completed", parent: optimizer.id });
        expect(record.tags).toContain(`opt: ${optimizer.id}`);
      }
    });

    test("grid search: the best ones", async () => {
      const best = await Promise.all(printed.grid.top.map(getTask));
      expect(best.map((task) => task.name)).toEqual([
        "train: Args/depth=5 Args/rate=0.25",
        "train: Args/depth=5 Args/rate=0.5",
      ]);
      expect(await lastLosses(best)).toEqual([0.15, expect.closeTo(0.7 / 3)]);
    });

    test("random search", async () => {
      const { completed, top } = printed.random;
      const tasks = await Promise.all(completed.map(getTask));
      expect(tasks.map(({ parent, status }) => [parent, status])).toEqual(
        completed.map(() => [printed.random.optimizer, "completed"]),
      );
      for (const task of tasks) {
        expect([2, 5]).toContain(task.getParameter("Args/depth"));
      }
      const losses = await lastLosses(await Promise.all(top.map(getTask)));
      expect(losses).toEqual([...losses].sort());
    });

    test("table of its jobs", async () => {
      const table = await tableOf(optimizer, "summary");
      expect(Object.keys(table)).toEqual(["task id", "objective", "iteration", "Args/depth", "Args/rate", "status"]);
      expect(table["objective"]).toEqual([0.15, 0.7 / 3, 0.25, 1 / 3].map((loss) => expect.closeTo(loss)));
      expect(table["status"]).toEqual(jobs.map(() => "completed"));
    });

    test("charts", async () => {
      const charts = await figuresOf<{ type: string; y?: number[] }>(optimizer);
      expect(charts.get("Optimization Objective")?.data[0]?.y?.sort()).toHaveLength(4);
      expect(charts.get("Parallel Coordinates")?.data[0]?.type).toBe("parcoords");
    });

    test("scalars", async () => {
      const scalars = await optimizer.getReportedScalars();
      expect(scalars["loss/train"]?.["min"]?.y.at(-1)).toBe(0.15);
      expect(scalars["remaining budget"]?.["jobs %"]?.y.at(-1)).toBe(0);
      expect(Object.keys(scalars["resources"] ?? {}).sort()).toEqual([
        "pending tasks",
        "queue workers",
        "running tasks",
      ]);
    });

    test("summary as an artifact", async () => {
      const summary = await optimizer.artifacts.get("summary")?.get();
      expect(summary).toEqual({
        table: expect.arrayContaining([[printed.grid.top[0], 0.15, 2, 5, 0.25, "completed"]]),
      });
    });
  });

  describe("task scheduler", () => {
    let scheduler: Task;

    beforeAll(async () => {
      scheduler = await getTask(printed.schedule.scheduler);
    });

    test("its schedule", () => {
      const schedule = JSON.parse(scheduler.getConfigurationObject("schedule")?.value ?? "[]");
      expect(scheduler.type).toBe("service");
      expect(schedule).toMatchObject([
        { name: "every ten hours", base_task_id: base, queue, hour: 10, task_parameters: { "Args/rate": 0.125 } },
        { name: "every ten days", day: 10 },
        { name: "one day", year: 2100 },
      ]);
    });

    test("puts a clone with other parameters onto a queue", async () => {
      const [clone] = await queuedIn("interop/automation/scheduled");
      expect(clone?.record).toMatchObject({ name: "train", status: "queued", parent: base });
      expect(clone?.getParameter("Args/rate")).toBe(0.125);
    });

    test("calls a function", () => {
      expect(printed.schedule.calls).toEqual(["called"]);
    });

    test("tables of what it plans and did", async () => {
      expect(await tableOf(scheduler, "Schedule Tasks")).toMatchObject({
        name: ["every ten hours", "every ten days", "one day"],
        queue: [queue, "", queue],
        next_run: [expect.stringMatching(/:00:00\+00:00$/), expect.anything(), "2100-01-01 00:00:00+00:00"],
      });
      const [clone] = await queuedIn("interop/automation/scheduled");
      expect(await tableOf(scheduler, "Executed Tasks")).toMatchObject({
        name: ["every ten days", "every ten hours"],
        "task id": ["function", expect.stringContaining(`>${clone?.id}</a>`)],
      });
    });

    test("its state as an artifact", async () => {
      const [clone] = await queuedIn("interop/automation/scheduled");
      const state = JSON.parse(String(await scheduler.artifacts.get("state")?.get()));
      expect(state.scheduled_jobs).toMatchObject([
        { name: "every ten hours", _executed_instances: [clone?.id] },
        { name: "every ten days" },
        { name: "one day", _executed_instances: null },
      ]);
      expect(state.executed_jobs).toMatchObject([
        { name: "every ten hours", task_id: clone?.id },
        { name: "every ten days" },
      ]);
    });
  });

  describe("triggers", () => {
    let triggers: Task;

    beforeAll(async () => {
      triggers = await getTask(printed.trigger.triggers);
    });

    test("what they wait for", () => {
      const noted = (kind: string) => JSON.parse(triggers.getConfigurationObject(kind)?.value ?? "[]");
      expect(noted("datasets")).toMatchObject([{ name: "dataset published", on_publish: true }]);
      expect(noted("models")).toMatchObject([
        { name: "model published", on_publish: true },
        { name: "model tagged", tags: ["approved"] },
      ]);
      expect(noted("tasks")).toMatchObject([
        { name: "task failed", on_status: ["failed"] },
        { name: "accuracy is high", metrics: "accuracy", variant: "test", threshold: 0.9 },
      ]);
    });

    test.each([
      ["published dataset", "dataset published", "dataset"],
      ["published model", "model published", "published"],
      ["failed task", "task failed", "failing"],
    ] as const)("%s puts a clone onto a queue", async (_what, trigger, cause) => {
      const clones = (await queuedIn("interop/automation/triggered")).filter(({ tags }) => tags.includes(trigger));
      expect(clones.map((clone) => clone.getParameter("Args/source"))).toEqual([printed.trigger[cause]]);
    });

    test("tagged model calls a function", () => {
      expect(printed.trigger.calls["tagged"]).toBe(printed.trigger.approved);
    });

    test("metric above a threshold calls a function", () => {
      expect(printed.trigger.calls["accurate"]).toBe(printed.trigger.running);
    });

    test("tables of triggers and of what they started", async () => {
      expect((await tableOf(triggers, "Dataset Triggers"))["name"]).toEqual(["dataset published"]);
      expect((await tableOf(triggers, "Model Triggers"))["name"]).toEqual(["model published", "model tagged"]);
      expect((await tableOf(triggers, "Task Triggers"))["name"]).toEqual(["task failed", "accuracy is high"]);
      const executed = await tableOf(triggers, "Triggers Executed");
      expect([...(executed["name"] ?? [])].sort()).toEqual([
        "accuracy is high",
        "dataset published",
        "model published",
        "model tagged",
        "task failed",
      ]);
    });
  });
});

describe("automation in both languages", () => {
  test("the best jobs of Python's search, found here", async () => {
    const found = await HyperParameterOptimizer.getOptimizerTopExperiments({
      objectiveMetricTitle: "loss",
      objectiveMetricSeries: "train",
      objectiveMetricSign: "min",
      optimizerTaskId: printed.grid.optimizer,
      topK: 2,
      ...both,
    });
    expect(found.map(({ id }) => id)).toEqual(printed.grid.top);
  });

  test("our scheduler goes on from the state of Python's", async () => {
    const init = { project: "", name: "", resourceMonitor: false, continueLastTask: printed.schedule.scheduler };
    const task = await Task.init(init, both);
    const scheduler = new TaskScheduler({ ...both, task });
    scheduler.addTask({ name: "every ten hours", scheduleTaskId: base, queue, hour: 10 });
    scheduler.addTask({ name: "one day", scheduleTaskId: base, queue, year: 2100 });
    const [clone] = await queuedIn("interop/automation/scheduled");
    const ended = scheduler.start();
    await vi.waitFor(() => {
      const [recurring, once] = scheduler.getScheduledTasks();
      expect(recurring?.executedInstances).toEqual([clone?.id]);
      expect([recurring?.lastExecuted, once?.lastExecuted]).toEqual([expect.any(Date), undefined]);
    }, 60_000);
    await scheduler.stop();
    await ended;
    await task[Symbol.asyncDispose]();
  });

  test("our search and our scheduler, read by Python's classes", async () => {
    const task = await Task.init(
      { project: "interop/automation", name: "our search", type: "optimizer", resourceMonitor: false },
      both,
    );
    const optimizer = new HyperParameterOptimizer({
      ...both,
      autoConnectTask: task,
      baseTaskId: base,
      hyperParameters: [
        new DiscreteParameterRange("Args/depth", { values: [2, 5] }),
        new UniformParameterRange("Args/rate", { minValue: 0.25, maxValue: 0.5, stepSize: 0.25 }),
      ],
      objectiveMetricTitle: "loss",
      objectiveMetricSeries: "train",
      optimizerClass: GridSearch,
    });
    await optimizer.startLocally((job, { parameters }) => {
      const loss = Number(parameters["Args/rate"]) + 1 / Number(parameters["Args/depth"]);
      job.logger.reportScalar("loss", "train", loss, { iteration: 1 });
    });
    await optimizer.wait();
    await task[Symbol.asyncDispose]();

    const scheduler = new TaskScheduler({
      ...both,
      forceCreateTaskName: "our schedule",
      forceCreateTaskProject: "interop/automation",
    });
    const target = { scheduleTaskId: base, queue, targetProject: "interop/automation/ours" };
    const soon = { ...target, name: "every ten hours", hour: 10, executeImmediately: true };
    scheduler.addTask({ ...soon, taskParameters: { "Args/rate": 0.125 } });
    scheduler.addTask({ ...target, name: "one day", year: 2100, month: 2, day: 3, hour: 4 });
    void scheduler.start();
    await vi.waitFor(async () => expect(await queuedIn("interop/automation/ours")).toHaveLength(1), {
      timeout: 60_000,
    });
    await scheduler[Symbol.asyncDispose]();

    const best = await optimizer.getTopExperiments(2);
    const [clone] = await queuedIn("interop/automation/ours");
    const state = JSON.parse(String(await scheduler.task?.artifacts.get("state")?.get()));
    const nextOf = ({ _next_run }: { _next_run: string }) => _next_run.slice(0, 19);
    expect(await both.python.run("automation/read_automation.py", task.id, scheduler.task?.id ?? "")).toEqual({
      top: best.map(({ id }) => id),
      class: "GridSearch",
      values: [
        [{ "Args/depth": 2 }, { "Args/depth": 5 }],
        [{ "Args/rate": 0.25 }, { "Args/rate": 0.5 }],
      ],
      jobs: [
        {
          name: "every ten hours",
          instances: [clone?.id],
          parameters: { "Args/rate": 0.125 },
          next: nextOf(state.scheduled_jobs[0]),
        },
        { name: "one day", instances: null, parameters: {}, next: "2100-02-03T04:00:00" },
      ],
      executed: [clone?.id],
    });
  });

  test("our triggers with what they have seen, read by Python's class", async () => {
    const task = await Task.init(
      { project: "interop/automation", name: "our triggers", type: "service", resourceMonitor: false },
      both,
    );
    const triggers = new TriggerScheduler({ ...both, task, poolingFrequencyMinutes: 0.01 });
    const target = {
      scheduleTaskId: base,
      scheduleQueue: queue,
      targetProject: "interop/automation/triggered by ours",
    };
    await triggers.addModelTrigger({ ...target, name: "model published", triggerOnPublish: true });
    await triggers.addTaskTrigger({ ...target, name: "task failed", triggerOnStatus: ["failed"] });
    const ended = triggers.start();
    const looked = () => triggers.getTriggers().map(({ lastUpdate }) => typeof lastUpdate);
    await vi.waitFor(() => expect(looked()).toEqual(["string", "string"]), { timeout: 60_000 });
    const { models } = both.connection.services;
    const { id } = await models.create({ name: "to publish", uri: "https://example.com/weights.bin", ready: false });
    await models.setReady({ model: id });
    await vi.waitFor(async () => expect(await queuedIn(target.targetProject)).toHaveLength(1), { timeout: 60_000 });
    await triggers.stop();
    await ended;
    await task[Symbol.asyncDispose]();

    const [clone] = await queuedIn(target.targetProject);
    expect(await both.python.run("automation/read_triggers.py", task.id)).toEqual([
      { class: "ModelTrigger", name: "model published", seen: [id], started: [clone?.id], looked: true, on: true },
      { class: "TaskTrigger", name: "task failed", seen: [], started: [], looked: true, on: ["failed"] },
    ]);
  });
});

/** The tasks of a project that wait in the queue. */
async function queuedIn(project: string): Promise<Task[]> {
  const { queues } = await both.connection.services.queues.getAll({ name: queue });
  const tasks = await Promise.all((queues[0]?.entries ?? []).map(({ task }) => getTask(task)));
  return tasks.filter((task) => task.project.name === project);
}

async function lastLosses(tasks: readonly Task[]): Promise<(number | undefined)[]> {
  const scalars = await Promise.all(tasks.map((task) => task.getReportedScalars()));
  return scalars.map((reported) => reported["loss"]?.["train"]?.y.at(-1));
}

/** The plots of a task by their titles. */
async function figuresOf<Trace>(task: Task): Promise<Map<string, { data: Trace[] }>> {
  const plots = await task.getReportedPlots();
  return new Map(plots.map(({ metric = "", plot_str }) => [metric, JSON.parse(plot_str) as { data: Trace[] }]));
}

/** The columns of a table that a task has reported, by their headings. */
async function tableOf(task: Task, title: string): Promise<Record<string, unknown[]>> {
  type Table = { header: { values: string[] }; cells: { values: unknown[][] } };
  const table = (await figuresOf<Table>(task)).get(title)?.data[0];
  return Object.fromEntries(
    (table?.header.values ?? []).map((name, index) => [name, table?.cells.values[index] ?? []]),
  );
}
