import type { Stop } from "../stop.ts";
import { until, type Walker } from "../walker.ts";

/** The tabs of a finished task, in the column beside the table. */
export const taskTabs: readonly Stop[] = [
  tab("execution", ["experiments.py", "UNCOMMITTED CHANGES", "import matplotlib"]),
  tab("hyper-params/hyper-param/General", ["rate", "0.05", "optimizer", "adam"]),
  tab("hyper-params/hyper-param/validation", ["folds", "seed"]),
  tab("hyper-params/configuration/data", ["dictionary", "split = 0.2"]),
  tab("hyper-params/configuration/plain", ["name = plain text"]),
  tab("artifacts", ["slow model", "frame", "image", "summary", "layers = [8, 4]"]),
  tab("artifacts/other/frame/output", ["frame.csv.gz", "59 B"]),
  tab("general", ["DESCRIPTION", "clearml-2", "RUN TIME"]),
  tab("log", ["slow: line 1199"]),
  tab("scalars", ["accuracy", "loss", "best loss", "1234567"]),
  tab("plots", ["confusion", "figure", "histogram", "scatter in space", "surface", "table"]),
  tab("debugImages", ["Metric:", "as picture"]),
  {
    page: "task: samples of one metric, one of them large",
    async visit(walker) {
      await walker.open(taskPath(walker, "debugImages"));
      await walker.click(walker.find("mat-select"));
      await walker.click(walker.find("mat-option:has-text('samples')"));
      await walker.reads("left", "right");
      const pictures = walker.page.locator("img[src*='/samples/']");
      await until("pictures", () =>
        pictures.evaluateAll((all) => all.every((one) => (one as HTMLImageElement).naturalWidth > 0)),
      );
      const count = await pictures.count();
      await walker.click(pictures.first());
      await walker.find(".cdk-overlay-container img").waitFor();
      await walker.page.keyboard.press("Escape");
      return `${count} pictures, loaded`;
    },
  },
  {
    page: "task: earlier lines of the console",
    async visit(walker) {
      await walker.open(`/projects/${walker.id("experiments")}/tasks/${walker.id("slow")}/output/log`);
      await walker.reads("slow: line 1199");
      await walker.page.mouse.move(800, 700);
      await until("the first line", async () => {
        await walker.page.mouse.wheel(0, -20_000);
        return walker.page.locator("text='slow: line 0'").first().isVisible();
      });
      return "slow: line 0";
    },
  },
  {
    page: "task: download of the console",
    async visit(walker) {
      await walker.open(`/projects/${walker.id("experiments")}/tasks/${walker.id("slow")}/output/log`);
      const [download] = await Promise.all([
        walker.page.waitForEvent("download"),
        walker.button("Download full log").click(),
      ]);
      return download.suggestedFilename();
    },
  },
  fullPage("scalars", ["Group by", "accuracy", "loss"]),
  fullPage("plots", ["confusion", "table"]),
];

function taskPath(walker: Walker, tabName: string): string {
  return `/projects/${walker.id("experiments")}/tasks/${walker.id("slow")}/${tabName}`;
}

function tab(name: string, texts: readonly string[]): Stop {
  return {
    page: `task: ${name}`,
    async visit(walker) {
      await walker.open(taskPath(walker, name));
      return walker.reads(...texts);
    },
  };
}

function fullPage(name: string, texts: readonly string[]): Stop {
  return {
    page: `task, full page: ${name}`,
    async visit(walker) {
      await walker.open(taskPath(walker, `output/${name}`));
      const seen = await walker.reads(...texts);
      return `${seen}; ${await walker.counts(".js-plotly-plot")} drawn plots`;
    },
  };
}
