import { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AgentAtWork, agentAtWork, agentProject } from "../agents/agent-at-work.ts";
import { showAgentWhenTestsFail } from "../agents/agent-process.ts";

let work: AgentAtWork;

beforeAll(async () => {
  work = await agentAtWork();
});

afterAll(() => work[Symbol.asyncDispose]());

describe("clearml-param-search", () => {
  showAgentWhenTestsFail(() => work.agent);

  test("tries the values of a parameter through a queue and names the best", async () => {
    const { python } = work.both;
    const values = JSON.stringify({ name: "General/rate", type: "DiscreteParameterRange", values: [0.5, 0.125] });
    const options = `
      --project-name ${agentProject} --task-name search --script ${python.script("agents/train_remotely.py")} --queue default
      --objective-metric-title loss --objective-metric-series train --objective-metric-sign min
      --optimizer-class GridSearch --total-max-jobs 2 --pool-period-min 0.02 --params-search`;
    const words = options.trim().split(/\s+/);
    const { stdout } = await python.execute("clearml-param-search", ...words, values);

    const ids = [...(/experiments are: \n(.*)/.exec(stdout)?.[1] ?? "").matchAll(/\w{32}/g)].map(([id]) => id);
    const found = await Promise.all(ids.map((id) => Task.get({ id }, work.both)));
    expect(found.map((task) => task.getParameter("General/rate"))).toEqual([0.125, 0.5]);
    expect(found.map(({ status }) => status)).toEqual(["completed", "completed"]);
    const optimizer = await Task.get({ project: agentProject, name: "search" }, work.both);
    expect(optimizer).toMatchObject({ status: "completed", type: "optimizer" });
  });
});
