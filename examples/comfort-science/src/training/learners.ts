import type { Learner } from "./learner.ts";
import { baseline } from "./learners/baseline.ts";
import { cart } from "./learners/cart.ts";
import { gradientBoostedTrees, randomForest } from "./learners/forests.ts";
import { pmv } from "./learners/pmv.ts";
import { ridge } from "./learners/ridge.ts";

/** All learners, from the one that needs nothing to the one that takes longest. */
export const learners: readonly Learner[] = [baseline, pmv, ridge, cart, gradientBoostedTrees, randomForest];
