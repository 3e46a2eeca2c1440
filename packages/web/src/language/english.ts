import { datasets } from "./english/records/datasets.ts";
import { models } from "./english/records/models.ts";
import { queues } from "./english/records/queues.ts";
import { actions } from "./english/task/actions.ts";
import { artifacts } from "./english/task/artifacts.ts";
import { compare } from "./english/task/compare.ts";
import { console } from "./english/task/console.ts";
import { curves } from "./english/task/curves.ts";
import { pipeline } from "./english/task/pipeline.ts";
import { plots } from "./english/task/plots.ts";
import { samples } from "./english/task/samples.ts";
import { table } from "./english/task/table.ts";
import { task } from "./english/task/task.ts";
import { frame } from "./english/whole/frame.ts";
import { grid } from "./english/whole/grid.ts";
import { home } from "./english/whole/home.ts";
import { keyboard } from "./english/whole/keyboard.ts";
import { problems } from "./english/whole/problems.ts";
import { settings } from "./english/whole/settings.ts";
import { statuses } from "./english/whole/statuses.ts";

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
