import { datasets } from "./portuguese/records/datasets.ts";
import { models } from "./portuguese/records/models.ts";
import { queues } from "./portuguese/records/queues.ts";
import { actions } from "./portuguese/task/actions.ts";
import { artifacts } from "./portuguese/task/artifacts.ts";
import { compare } from "./portuguese/task/compare.ts";
import { console } from "./portuguese/task/console.ts";
import { curves } from "./portuguese/task/curves.ts";
import { pipeline } from "./portuguese/task/pipeline.ts";
import { plots } from "./portuguese/task/plots.ts";
import { samples } from "./portuguese/task/samples.ts";
import { table } from "./portuguese/task/table.ts";
import { task } from "./portuguese/task/task.ts";
import { frame } from "./portuguese/whole/frame.ts";
import { grid } from "./portuguese/whole/grid.ts";
import { home } from "./portuguese/whole/home.ts";
import { keyboard } from "./portuguese/whole/keyboard.ts";
import { problems } from "./portuguese/whole/problems.ts";
import { settings } from "./portuguese/whole/settings.ts";
import { statuses } from "./portuguese/whole/statuses.ts";
import type { Texts } from "./texts.ts";

/** The page in Brazilian Portuguese. */
export const portuguese: Texts = {
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
