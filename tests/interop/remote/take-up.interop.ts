import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AgentAtWork, agentAtWork, agentProject } from "../agents/agent-at-work.ts";
import { showAgentWhenTestsFail } from "../agents/agent-process.ts";
import { root } from "../fixtures/root.ts";
import { consoleMatch, consoleText, taskEnd } from "../fixtures/task-end.ts";

/** A program of one file, as it stands in the code section of a task; the package is the one that was built. */
const program = `
import { parseArgs } from "node:util";
import { withTask } from ${JSON.stringify(pathToFileURL(join(root, "packages/tasks/dist/index.js")))};

await withTask({ project: "somewhere else", name: "as the program says", outputUri: "s3://program" }, async (task) => {
  const { rate, rounds } = await task.connect({ rate: 0.5, rounds: 2 });
  const { model } = await task.connectConfiguration({ model: { layers: [64, 32] } }, { name: "Model" });
  const options = { season: { type: "string", default: "summer" } };
  const { values } = await task.connectArguments(parseArgs({ options }));
  console.log(\`the season is \${values.season}\`);
  console.log(\`training at a rate of \${rate} with \${model.layers.join(", ")}\`);
  for (let round = 0; round < rounds; round += 1) {
    task.logger.reportScalar("loss", "train", rate / (round + 1), { iteration: round });
  }
});
`;

const script = {
  binary: "/bin/bash",
  working_dir: ".:train.mjs",
  entry_point: "-c node train.mjs --season winter",
  diff: program,
};

let work: AgentAtWork;

beforeAll(async () => {
  work = await agentAtWork();
});

afterAll(() => work[Symbol.asyncDispose]());

describe("clearml-agent", () => {
  showAgentWhenTestsFail(() => work.agent);

  describe("TypeScript program", () => {
    let first: Task;

    beforeAll(async () => {
      first = await work.queued("training in TypeScript", script);
      await taskEnd(first);
    });

    test("takes up its task, whatever it is told, and the agent ends it", async () => {
      expect(first.record).toMatchObject({
        name: "training in TypeScript",
        status: "completed",
        status_reason: "worker execution done",
        last_worker: work.agent.worker,
        output: { destination: "s3://program" },
        script,
      });
      expect(first.project.name).toBe(agentProject);
      const { projects } = await work.both.connection.services.projects.getAll({ name: "^somewhere else$" });
      expect(projects).toEqual([]);
    });

    test("adds the parameters, arguments and configurations that its task does not have", () => {
      const expected = { "General/rate": 0.5, "General/rounds": 2, "Args/season": "winter" };
      expect(first.getParameters()).toEqual(expected);
      expect(first.getConfigurationObject("Model")?.value).toContain("layers = [64, 32]");
    });

    test("its console is sent once", async () => {
      const printed = await consoleText(first);
      expect(printed.match(/^training at a rate of 0\.5 with 64, 32$/gm)).toHaveLength(1);
    });

    test("cloned, changed and queued by Python", async () => {
      const id = await work.both.python.run<string>("agents/queue_clone.py", first.id);
      const copy = await Task.get({ id }, work.both);
      expect(await taskEnd(copy)).toBe("completed");
      expect(await consoleText(copy)).toContain("training at a rate of 0.125");
      expect(copy.getParameters()).toMatchObject({ "General/rate": 0.125, "General/rounds": 2 });
    });

    test("cloned, changed and queued from TypeScript", async () => {
      const copy = await first.clone({ name: "cloned from TypeScript" });
      await copy.setParameters({ "General/rate": 0.25, "General/rounds": "3", "Args/season": "spring" });
      await copy.setConfigurationObject("Model", { value: "model { layers = [128] }" });
      await copy.enqueue("default");
      expect(await taskEnd(copy)).toBe("completed");
      expect(await consoleText(copy)).toContain("the season is spring");
      expect(await consoleText(copy)).toContain("training at a rate of 0.25 with 128");
      const scalars = await copy.getReportedScalars();
      expect(scalars["loss"]?.["train"]).toEqual({ x: [0, 1, 2], y: [0.25, 0.125, expect.closeTo(0.25 / 3)] });
    });

    test("a value that does not fit fails the task, with the reason in its console", async () => {
      const copy = await first.clone({ name: "misfit" });
      await copy.setParameters({ "General/rate": "fast" });
      await copy.enqueue("default");
      expect(await taskEnd(copy)).toBe("failed");
      expect(await consoleText(copy)).toContain(
        'ServerValueError: The parameter "General/rate" of the task is "fast"; the program needs a number.',
      );
    });

    test("is stopped from outside", async () => {
      const copy = await work.queued("stopped", {
        ...script,
        diff: program.replace(
          "for (let round",
          "await new Promise((resolve) => setTimeout(resolve, 600_000));\n  for (let round",
        ),
      });
      await consoleMatch(copy, /training at a rate of 0\.5/);
      await work.both.connection.services.tasks.stop({ task: copy.id });
      expect(await taskEnd(copy)).toBe("stopped");
    });
  });
});
