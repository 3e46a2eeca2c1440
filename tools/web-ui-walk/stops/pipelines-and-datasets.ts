import { type Stop, seen } from "../stop.ts";
import type { Walker } from "../walker.ts";

const run = (walker: Walker) => `/pipelines/${walker.id("pipeline")}/tasks/${walker.id("controller")}`;
const version = (walker: Walker) => `/datasets/simple/${walker.id("dataset")}/tasks/${walker.id("second version")}`;

/** Pipelines: cards, the drawn graph, steps, a new run. */
export const pipelines: readonly Stop[] = [
  seen("pipelines", "/pipelines", ["numbers", "thermal comfort", "COMPLETED"]),
  seen("pipelines by project", "/pipelines/*/projects", ["Walk", "Thermal comfort"]),
  {
    page: "a run and its graph",
    async visit(walker) {
      await walker.open(run(walker));
      const text = await walker.reads("RUN INFO", "rows", "gather", "largest", "tell");
      const steps = await walker.counts("[data-id=stepContainer]");
      if (steps !== 4) {
        throw new Error(`Four steps were expected in the graph, ${steps} are drawn.`);
      }
      return `${text}; ${steps} steps, ${await walker.counts("[data-id=pipelineContainer] svg path")} drawn lines`;
    },
  },
  {
    page: "a step",
    async visit(walker) {
      await walker.click(walker.find("[data-id=stepContainer]:has-text('gather')"));
      return walker.reads("STEP INFO", "numbers", "ARTIFACTS");
    },
  },
  {
    page: "the console and the code of a step",
    async visit(walker) {
      await walker.find("[data-id=stepContainer]:has-text('gather')").hover();
      await walker.click(walker.find("[data-id=stepContainer]:has-text('gather') [data-id=stepResultButton]"));
      const text = await walker.reads("gathering 10");
      await walker.click(walker.find("[data-id=resultsPanel] >> text=/code/i"));
      return `${text}, ${await walker.reads("import inspect")}`;
    },
  },
  {
    page: "the example's run",
    async visit(walker) {
      await walker.open("/pipelines");
      await walker.click(walker.find("text='thermal comfort'"));
      return walker.reads("uploadRawData", "trainModels", "mainMetric");
    },
  },
  {
    page: "new run",
    async visit(walker) {
      await walker.open(run(walker));
      await walker.click(walker.button("NEW RUN"));
      await walker.click(walker.part("queueField"));
      await walker.click(walker.find("mat-option:has-text('patient')"));
      await walker.click(walker.part("confirmNewRun"));
      return walker.reads("numbers #2", "Pending");
    },
  },
  {
    page: "new run in another pipeline",
    async visit(walker) {
      await walker.open(run(walker));
      await walker.click(walker.part("addExperimentButton"));
      await walker.click(walker.part("newPipelineButton"));
      await walker.find("input[formcontrolname=pipelineName]").fill("other numbers");
      await walker.find("input[formcontrolname=pipelineVersion]").fill("3.0.0");
      await walker.click(walker.part("queueField"));
      await walker.click(walker.find("mat-option:has-text('patient')"));
      const started = walker.page.waitForResponse(/pipelines\.start_pipeline/);
      await walker.part("confirmNewRun").click();
      await started;
      await walker.open("/pipelines");
      await walker.click(walker.find("text='other numbers'"));
      return walker.reads("other numbers", "v 3.0.0", "Pending");
    },
  },
];

/** Datasets: cards, versions and their lineage. */
export const datasets: readonly Stop[] = [
  seen("datasets", "/datasets", ["rooms", "raw survey", "survey features", "LATEST VERSION"]),
  seen("datasets by project", "/datasets/simple/*/projects", ["Walk", "Thermal comfort"]),
  seen("a version and its lineage", version, ["rooms v1.1.0", "rooms v1.0.0", "FILES CHANGED", "-258 B"]),
  {
    page: "the files of a version",
    async visit(walker) {
      await walker.click(walker.button("DETAILS"));
      return walker.reads("room 0.csv", "room 5.csv");
    },
  },
  {
    page: "what a version shows of itself",
    async visit(walker) {
      await walker.open(version(walker));
      await walker.click(walker.find("text=rooms v1.0.0"));
      await walker.click(walker.button("DETAILS"));
      await walker.click(walker.find("text='PREVIEW'"));
      return walker.reads("Tables", "hour", "degrees");
    },
  },
];
