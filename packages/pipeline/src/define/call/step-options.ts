import type { Step } from "./step.ts";

/** The name and order of one call of a component. */
export interface StepOptions {
  /** Name of this step. @default the component's, with a number behind it from the second call on */
  name?: string;
  /** Steps that must have completed before this one starts, although it takes nothing from them. */
  after?: readonly Step<unknown>[];
}
