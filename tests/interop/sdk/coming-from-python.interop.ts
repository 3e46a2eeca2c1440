import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { Dataset } from "@clearml-ts/datasets";
import { Model } from "@clearml-ts/models";
import { PipelineController } from "@clearml-ts/pipeline";
import { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "../fixtures/both-languages.ts";
import { clearmlVariables } from "../fixtures/clearml-server.ts";
import { writeFolder } from "../fixtures/folder.ts";
import { root } from "../fixtures/root.ts";

const page = readFileSync(join(root, "docs/coming-from-python.md"), "utf8");

/** The programs of the page in one language, in their order. */
function programs(language: "python" | "ts"): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"))].map(([, code = ""]) => code);
}

/** Runs the programs in Python beside a server of their own. */
async function pythonSide(): Promise<BothLanguages> {
  const both = await bothLanguages();
  const { python } = both;
  await writeFolder(python.home, { "data/votes.csv": "ta,vote\n21,0\n", "ridge.bin": "\u0001\u0002" });
  for (const [index, code] of programs("python").entries()) {
    writeFileSync(join(python.home, `section_${index}.py`), code);
    await python.execute("python", join(python.home, `section_${index}.py`));
  }
  return both;
}

/** Runs the programs in TypeScript beside a server of their own. */
async function typescriptSide(): Promise<BothLanguages> {
  const both = await bothLanguages();
  // Where the programs find the packages as those of a user do.
  const folder = mkdtempSync(join(root, "tests/.interop-"));
  const env = { PATH: process.env["PATH"], HOME: both.python.home, ...clearmlVariables(both.address) };
  try {
    for (const [index, code] of programs("ts").entries()) {
      writeFileSync(join(folder, `section-${index}.mts`), code);
      await promisify(execFile)(process.execPath, ["--import", "tsx", join(folder, `section-${index}.mts`)], {
        cwd: folder,
        env,
      });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return both;
}

describe("the page for those who come from Python", () => {
  let python: BothLanguages;
  let typescript: BothLanguages;

  beforeAll(async () => {
    [python, typescript] = await Promise.all([pythonSide(), typescriptSide()]);
  });

  afterAll(async () => {
    await python[Symbol.asyncDispose]();
    await typescript[Symbol.asyncDispose]();
  });

  /** Expects the same record on both servers. */
  async function expectSame(record: (both: BothLanguages) => Promise<unknown>): Promise<void> {
    const [theirs, ours] = await Promise.all([record(python), record(typescript)]);
    expect(ours).toEqual(theirs);
  }

  test("a task leaves the same parameters, scalars, values and artifacts", async () => {
    await expectSame(async ({ connection }) => {
      const tasks = Task.list({ project: "comfort", name: "train" }, { connection });
      for await (const task of tasks) {
        if (task.artifacts.get("best") !== undefined) {
          return {
            ...{ type: task.type, status: task.status, parameters: task.getParameters() },
            scalars: (await task.getReportedScalars())["loss"],
            values: await task.getReportedSingleValues(),
            best: await task.artifacts.get("best")?.get(),
          };
        }
      }
      return undefined;
    });
  });

  test("a task that somebody else made is cloned, changed and queued in the same way", async () => {
    await expectSame(async ({ connection }) => {
      const { status, type, parent, record } = await Task.get(
        { project: "comfort", name: "train again" },
        { connection },
      );
      const rate = record.hyperparams?.["General"]?.["lr"];
      return {
        status,
        type,
        isOfAnother: parent !== undefined,
        rate: [rate?.section, rate?.name, rate?.value, rate?.type],
      };
    });
  });

  test("a dataset has the same version and files", async () => {
    await expectSame(async ({ connection }) => {
      const dataset = await Dataset.get({ project: "comfort", name: "survey" }, { connection });
      const { version, status } = dataset;
      return { version, status, files: dataset.listFiles() };
    });
  });

  test("a model has the same description and weights", async () => {
    await expectSame(async ({ connection }) => {
      const model = await Model.get({ project: "comfort", name: "ridge" }, { connection });
      const weights = readFileSync(await model.getLocalCopy());
      return { framework: model.framework, published: model.published, weights: [...weights] };
    });
  });

  test("a pipeline has the same name, version and steps", async () => {
    await expectSame(async ({ connection }) => {
      const runs = [];
      for await (const run of PipelineController.list({ connection, project: "comfort", name: "squares" })) {
        const steps = Object.values(run.getPipelineDag()).map(({ name, status, parents }) => ({
          name,
          status,
          parents,
        }));
        runs.push({
          name: run.task.name,
          project: run.task.project.name,
          version: run.version,
          status: run.task.status,
          steps,
        });
      }
      return runs;
    });
  });
});
