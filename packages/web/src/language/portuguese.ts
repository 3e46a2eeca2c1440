import { actions } from "./portuguese/actions.ts";
import { artifacts } from "./portuguese/artifacts.ts";
import { compare } from "./portuguese/compare.ts";
import { console } from "./portuguese/console.ts";
import { curves } from "./portuguese/curves.ts";
import { datasets } from "./portuguese/datasets.ts";
import { frame } from "./portuguese/frame.ts";
import { grid } from "./portuguese/grid.ts";
import { home } from "./portuguese/home.ts";
import { keyboard } from "./portuguese/keyboard.ts";
import { models } from "./portuguese/models.ts";
import { pipeline } from "./portuguese/pipeline.ts";
import { plots } from "./portuguese/plots.ts";
import { problems } from "./portuguese/problems.ts";
import { queues } from "./portuguese/queues.ts";
import { samples } from "./portuguese/samples.ts";
import { settings } from "./portuguese/settings.ts";
import { statuses } from "./portuguese/statuses.ts";
import { table } from "./portuguese/table.ts";
import { task } from "./portuguese/task.ts";
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
