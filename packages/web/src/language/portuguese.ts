import { actions } from "./portuguese/actions.ts";
import { console } from "./portuguese/console.ts";
import { curves } from "./portuguese/curves.ts";
import { frame } from "./portuguese/frame.ts";
import { home } from "./portuguese/home.ts";
import { keyboard } from "./portuguese/keyboard.ts";
import { pipeline } from "./portuguese/pipeline.ts";
import { problems } from "./portuguese/problems.ts";
import { queues } from "./portuguese/queues.ts";
import { settings } from "./portuguese/settings.ts";
import { statuses } from "./portuguese/statuses.ts";
import { table } from "./portuguese/table.ts";
import { task } from "./portuguese/task.ts";
import type { Texts } from "./texts.ts";

/** The page in Brazilian Portuguese. */
export const portuguese: Texts = {
  actions,
  console,
  curves,
  frame,
  home,
  keyboard,
  pipeline,
  problems,
  queues,
  settings,
  statuses,
  table,
  task,
};
