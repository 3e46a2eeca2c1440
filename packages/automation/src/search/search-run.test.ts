import { Task } from "@clearml-ts/tasks";
import { expect, test } from "vitest";
import { EarlierJobs } from "../jobs/earlier-jobs.ts";
import type { JobRunner } from "../jobs/job-runner.ts";
import { liveConnection } from "../live-connection.fixture.ts";
import { Objective } from "../objective/objective.ts";
import { DiscreteParameterRange } from "../space/discrete-parameter-range.ts";
import { GridSearch } from "../strategies/grid-search.ts";
import { SearchRun } from "./search-run.ts";

test("a job that cannot be run ends the search, also when the next one is being made at that moment", async () => {
  const { connection } = await liveConnection();
  const base = await Task.create({ project: "search", name: "base" }, { connection });
  const objective = Objective.ofSign({ title: "loss", series: "test" }, "min");
  const hyperParameters = [new DiscreteParameterRange("Args/rate", { values: [1, 2, 3, 4] })];
  const runner: JobRunner = {
    runsElsewhere: true,
    prepare: async () => {},
    run: () => Promise.reject(new Error("The queue was removed.")),
  };
  const search = new SearchRun({
    connection,
    origin: { base, optimizerId: undefined, project: undefined, name: (name) => name },
    earlier: EarlierJobs.none(),
    strategy: new GridSearch({ hyperParameters, objective }),
    runner,
    objective,
    limits: {
      concurrency: 2,
      totalMaxJobs: undefined,
      timeLimitPerJob: undefined,
      computeTimeLimit: undefined,
      maxIterationPerJob: undefined,
    },
    lookEvery: 1,
    onEnd: () => {},
  });
  await expect(search.run()).rejects.toThrow("The queue was removed.");
  expect(search.jobs.length).toBeLessThan(4);
});
