import { Task, withTask } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "../../fixtures/both-languages.ts";
import { pythonToTypeScript, typeScriptToPython } from "../../fixtures/directions.ts";

/** Odd numbers, lines and names. */
describe("reports", () => {
  let both: BothLanguages;

  beforeAll(async () => {
    both = await bothLanguages();
  });

  afterAll(() => both[Symbol.asyncDispose]());

  describe(pythonToTypeScript, () => {
    let task: Task;

    beforeAll(async () => {
      task = await Task.get({ id: await both.python.run<string>("reports/write_odd_reports.py") }, both);
    });

    test("console: levels", async () => {
      const { events } = await both.connection.services.events.getTaskLog({ task: task.id });
      const levels = events.filter(({ msg }) => msg.startsWith("a line of")).map(({ msg, level }) => [msg, level]);
      const expected = ["debug", "info", "warning", "error", "critical"].map((level) => [`a line of ${level}`, level]);
      expect(levels).toEqual(expect.arrayContaining(expected));
      expect(levels).toHaveLength(expected.length);
    });

    test("console: Python's logging", async () => {
      expect(await consoleText()).toContain("said by logging");
    });

    test("console: a line of 100,000 characters", async () => {
      expect(await consoleText()).toContain("x".repeat(100_000));
    });

    test("scalars: huge, tiny, and far iterations", async () => {
      expect((await numbers())["far and small"]).toEqual({ x: [0, 1, 7, 2 ** 40], y: [-1e-300, 0.1, 2 ** 60, 1e300] });
    });

    test("scalars: negative iterations", async () => {
      expect((await numbers())["negative iterations"]).toEqual({ x: [-3, 3], y: [1, 2] });
    });

    test("scalars: NaN and infinity", async () => {
      const { "none by default": byDefault, replaced } = await numbers();
      expect(byDefault).toEqual({ x: [0, 1, 2, 3, 4], y: [1, 0, 0, 0, 5] });
      expect(replaced).toEqual({ x: [0, 1, 2], y: [-1, 99, 99] });
    });

    test("single values: all digits", async () => {
      expect(await task.getReportedSingleValues()).toEqual({ best: Math.PI, worst: 99 });
    });

    const numbers = async () => (await task.getReportedScalars())["numbers"] ?? {};
    const consoleText = async () => {
      const lines: string[] = [];
      for await (const { msg } of task.getReportedConsole()) {
        lines.push(msg);
      }
      return lines.join("\n");
    };
  });

  describe(typeScriptToPython, () => {
    interface Read {
      scalars: { numbers: Record<string, { x: number[]; y: number[] }> };
      singleValues: object;
      samples: Record<string, [iteration: number, content: string][]>;
      console: string[];
    }
    let read: Read;

    beforeAll(async () => {
      const { connection, python } = both;
      const about = { project: "interop/from typescript", name: "odd reports" };
      const id = await withTask(
        about,
        async ({ id, logger }) => {
          const points: [value: number, iteration: number][] = [
            [1e300, 2 ** 40],
            [-1e-300, 0],
            [0.1, 1],
            [2 ** 60, 7],
          ];
          for (const [value, iteration] of points) {
            logger.reportScalar("numbers", "far and small", value, { iteration });
          }
          logger.reportScalar("numbers", "negative iterations", 1, { iteration: -3 });
          logger.reportScalar("numbers", "negative iterations", 2, { iteration: 3 });
          [1, Number.NaN, Infinity, -Infinity, 5].forEach((value, iteration) => {
            logger.reportScalar("numbers", "kept", value, { iteration });
          });
          logger.setNonFinite({ nanAs: 0, infinityAs: 0 });
          [1, Number.NaN, Infinity, -Infinity, 5].forEach((value, iteration) => {
            logger.reportScalar("numbers", "none as in Python", value, { iteration });
          });
          logger.reportSingleValue("best", Math.PI);
          for (let iteration = 0; iteration < 5; iteration++) {
            const data = `of ${iteration}`;
            await logger.reportMedia("samples", "three kept", { data, extension: ".txt", iteration, history: 3 });
          }
          await logger.reportMedia("samples", "file / with:odd?name#%", { data: "odd", extension: ".txt" });
          logger.reportText("x".repeat(100_000));
          return id;
        },
        { connection },
      );
      read = await python.run("reports/read_odd_reports.py", id);
    });

    test("scalars: huge, tiny, and far iterations", () => {
      const { x, y } = read.scalars.numbers["far and small"] ?? {};
      expect({ x, y }).toEqual({ x: [0, 1, 7, 2 ** 40], y: [-1e-300, 0.1, 2 ** 60, 1e300] });
    });

    test("scalars: negative iterations", () => {
      expect(read.scalars.numbers["negative iterations"]).toMatchObject({ x: [-3, 3], y: [1, 2] });
    });

    test("scalars: NaN and infinity", () => {
      expect(read.scalars.numbers["none as in Python"]).toMatchObject({ x: [0, 1, 2, 3, 4], y: [1, 0, 0, 0, 5] });
      expect(read.scalars.numbers["kept"]).toMatchObject({ x: [0, 4], y: [1, 5] });
    });

    test("single values: all digits", () => {
      expect(read.singleValues).toEqual({ best: Math.PI });
    });

    test("debug image: the last three iterations", () => {
      expect(read.samples["three kept"]).toEqual([
        [4, "of 4"],
        [3, "of 3"],
        [2, "of 2"],
      ]);
    });

    test("debug image: odd characters in its name", () => {
      expect(read.samples["file / with:odd?name#%"]).toEqual([[0, "odd"]]);
    });

    test("console: a line of 100,000 characters", () => {
      expect(read.console.join("\n")).toContain("x".repeat(100_000));
    });
  });
});
