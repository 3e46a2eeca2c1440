import { data } from "./portuguese/data.ts";
import { headings } from "./portuguese/headings.ts";
import { models } from "./portuguese/models.ts";
import { dataResults } from "./portuguese/results/data.ts";
import { modelResults } from "./portuguese/results/models.ts";
import { serverResults } from "./portuguese/results/server.ts";
import { workResults } from "./portuguese/results/work.ts";
import { server } from "./portuguese/server.ts";
import { shared } from "./portuguese/shared.ts";
import { work } from "./portuguese/work.ts";
import { wrongUsage } from "./portuguese/wrong-usage.ts";
import type { Translation } from "./translation.ts";

/** Brazilian Portuguese. */
export const portuguese: Translation = {
  texts: { ...shared, ...server, ...work, ...data, ...models },
  headings,
  results: { ...serverResults, ...workResults, ...dataResults, ...modelResults },
  wrongUsage,
};
