import { component, pipeline } from "@clearml-ts/pipeline";

const load = component({
  name: "load",
  type: "data_processing",
  run: ({ count }: { count: number }) => ({ rows: Array.from({ length: count }, (_, row) => row) }),
});

const average = component({
  name: "average",
  run: ({ rows, scale }: { rows: number[]; scale: number }) => {
    console.log(`averaging ${rows.length} rows`);
    return { mean: (scale * rows.reduce((sum, row) => sum + row, 0)) / rows.length };
  },
});

/** A pipeline for workers. */
export const queuedPipeline = pipeline(
  { name: "queued rows", project: "interop/queued" },
  ({ count, scale }: { count: number; scale: number }) => average({ rows: load({ count }).outputs.rows, scale }),
);

const wait = component({
  name: "wait",
  run: async (_input: object, { logger }): Promise<{ x: number }> => {
    logger.reportText("waiting");
    return new Promise(() => setInterval(() => {}, 1000));
  },
});

/** A pipeline that runs until somebody ends it. */
export const endlessPipeline = pipeline({ name: "endless", project: "interop/queued" }, () => wait({}));
