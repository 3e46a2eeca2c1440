import { data } from "./portuguese/data.ts";
import { headings } from "./portuguese/headings.ts";
import { models } from "./portuguese/models.ts";
import { server } from "./portuguese/server.ts";
import { shared } from "./portuguese/shared.ts";
import { work } from "./portuguese/work.ts";
import { wrongUsage } from "./portuguese/wrong-usage.ts";
import type { Translation } from "./translation.ts";

/** Brazilian Portuguese. */
export const portuguese: Translation = {
  texts: { ...shared, ...server, ...work, ...data, ...models },
  headings,
  wrongUsage,
};
