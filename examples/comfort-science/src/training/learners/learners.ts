import { baseline } from "./baseline.ts";
import { cart } from "./cart.ts";
import { gradientBoostedTrees, randomForest } from "./forests.ts";
import type { Learner } from "./learner.ts";
import { pmv } from "./pmv.ts";
import { ridge } from "./ridge.ts";

/** All learners, from the one that needs nothing to the one that takes longest. */
export const learners: readonly Learner[] = [baseline, pmv, ridge, cart, gradientBoostedTrees, randomForest];
