import { actions } from "./english/actions.ts";
import { artifacts } from "./english/artifacts.ts";
import { compare } from "./english/compare.ts";
import { console } from "./english/console.ts";
import { curves } from "./english/curves.ts";
import { datasets } from "./english/datasets.ts";
import { frame } from "./english/frame.ts";
import { grid } from "./english/grid.ts";
import { home } from "./english/home.ts";
import { keyboard } from "./english/keyboard.ts";
import { models } from "./english/models.ts";
import { pipeline } from "./english/pipeline.ts";
import { plots } from "./english/plots.ts";
import { problems } from "./english/problems.ts";
import { queues } from "./english/queues.ts";
import { samples } from "./english/samples.ts";
import { settings } from "./english/settings.ts";
import { statuses } from "./english/statuses.ts";
import { table } from "./english/table.ts";
import { task } from "./english/task.ts";

/** The page in English, whose keys every other language has too: an object a part of the page. */
export const english = {
  actions,
  artifacts,
  compare,
  console,
  curves,
  datasets,
  frame,
  grid,
  home,
  keyboard,
  models,
  pipeline,
  plots,
  problems,
  queues,
  samples,
  settings,
  statuses,
  table,
  task,
};
