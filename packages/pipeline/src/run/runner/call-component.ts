import { runInTask } from "@clearml-ts/tasks";
import { runOutsidePipeline } from "../../define/call/current-pipeline.ts";
import type { ComponentDefinition } from "../../define/definition/component-definition.ts";
import type { StepContext } from "../../define/definition/step-context.ts";
import type { ObjectLoader } from "../../values/object-loader.ts";
import { objectsIn } from "../../values/objects-in.ts";
import { ownCopy } from "../../values/replace-values.ts";
import type { StoredValue } from "../../values/stored-value.ts";
import type { ValueObject } from "../../values/value.ts";

/** One call of the code of a component. */
export interface ComponentCall {
  definition: ComponentDefinition;
  /** Name of the step. */
  name: string;
  /** The inputs; the component gets a copy of its own. */
  input: ValueObject;
  context: StepContext;
  objects: ObjectLoader;
}

/**
 * Calls the code of a component as part of its step's task, and checks what it returns.
 *
 * @throws {@link PipelineValueError} when the output has no stored form, or does not fit the schema.
 */
export function callComponent({ definition, name, input, context, objects }: ComponentCall): Promise<StoredValue> {
  return runInTask(context.task, () =>
    runOutsidePipeline(async () => {
      const output = (await definition.run(ownCopy(input), context)) ?? {};
      try {
        return await objects.adopt(await definition.checkOutput(output, `Output of step "${name}"`));
      } catch (error) {
        await letGo(output);
        throw error;
      }
    }),
  );
}

/** Closes the datasets in an output that is refused; those that the component left open are marked as failed. */
async function letGo(output: unknown): Promise<void> {
  for (const object of objectsIn(output)) {
    if (Symbol.asyncDispose in object) {
      // The error that people need is why the output was refused.
      await object[Symbol.asyncDispose]().catch(() => {});
    }
  }
}
