import { describe, expect, test } from "vitest";
import { isNumeric } from "../../data/table/table.ts";
import { madeUpTable } from "../rows/made-up-table.ts";
import { trainingData } from "../rows/training-data.ts";
import { score } from "../scores/metrics.ts";
import { learners } from "./learners.ts";
import { loadModel } from "./load-model.ts";

const regression = trainingData(madeUpTable(), "regression");
const classification = trainingData(madeUpTable(), "classification");

describe.each(learners)("$name", (learner) => {
  test.each([
    ["number", regression],
    ["class", classification],
  ])("predicts a %s for every row, and the same when read back from its file", async (_, { train, test }) => {
    using fitted = await learner.fit(train.rows, learner.defaults);
    const predicted = fitted.predict(test.rows);
    expect(predicted.length).toBe(test.rows.target.length);
    if (isNumeric(predicted)) {
      expect(predicted.every(Number.isFinite)).toBe(true);
    } else {
      expect([...train.rows.target]).toEqual(expect.arrayContaining(predicted));
    }
    using loaded = await loadModel(fitted.save());
    expect(loaded.predict(test.rows)).toEqual(predicted);
  });

  test("learns the same from the same rows", async () => {
    using first = await learner.fit(regression.train.rows, learner.defaults);
    using second = await learner.fit(regression.train.rows, learner.defaults);
    expect(second.predict(regression.test.rows)).toEqual(first.predict(regression.test.rows));
  });
});

test.each(learners.filter(({ name }) => !["Baseline", "PMV"].includes(name)))(
  "$name finds what is there to be learned",
  async (learner) => {
    using model = await learner.fit(regression.train.rows, learner.defaults);
    expect(score(regression.test.rows.target, model.predict(regression.test.rows)).R2).toBeGreaterThan(0.6);
  },
);

test("the file of a model of another program is refused", async () => {
  const bytes = new TextEncoder().encode('{"format":"perceptron"}');
  await expect(loadModel({ name: "other.json", bytes })).rejects.toThrow('its format is "perceptron"');
});
