import { type Stop, seen } from "../stop.ts";
import type { Walker } from "../walker.ts";

/** Models. */
export const models: readonly Stop[] = [
  seen("models of a project", (walker) => `/projects/${walker.id("experiments")}/models`, [
    "slow model",
    "steady model",
    "ScikitLearn",
    "Draft",
  ]),
  seen("models of all projects", "/projects/*/models", ["Thermal comfort: Ridge", "Published", "ml-matrix"]),
  model("general", ["slow.bin", "ScikitLearn"]),
  model("network", ["layers = [8, 4]"]),
  model("labels", ["yes", "no"]),
  model("metadata", ["accuracy", "0.9"]),
  model("tasks", ["slow"]),
  model("scalars", ["evaluation"]),
  model("plots", ["No chart data"]),
  {
    page: "publish a model",
    async visit(walker) {
      await walker.openTable(`/projects/${walker.id("experiments")}/models`);
      await walker.choose("fast model", "Publish");
      await walker.click(walker.button("PUBLISH"));
      await walker.row("fast model").locator(":text('Published')").waitFor();
      return "Published";
    },
  },
];

function model(tab: string, texts: readonly string[]): Stop {
  return {
    page: `model: ${tab}`,
    async visit(walker: Walker) {
      await walker.open(`/projects/${walker.id("experiments")}/models/${walker.id("slow model")}/${tab}`);
      return walker.reads(...texts);
    },
  };
}
