import type { StandardSchemaV1 } from "@standard-schema/spec";
import { currentPipeline } from "../define/call/current-pipeline.ts";
import { type Component as ComponentFunction, type ComponentOptions, component } from "../define/component.ts";
import type { StepContext } from "../define/definition/step-context.ts";
import type { Jsonable, NotJson } from "../values/value.ts";
import { decoratedComponents } from "./decorated.ts";

/** A piece of work that a pipeline calls, once or often; each call is a step. */
export type Component<Given, Output, Input = Given> = ComponentFunction<Given, Output, Input>;

/** The options of a component that is a method; its name is the method's unless another is given. */
export interface ComponentDecoratorOptions
  extends Omit<ComponentOptions<never, unknown>, "run" | "name" | "input" | "output"> {
  /** @default the name of the method */
  name?: string;
  /** Schema of the inputs, of any Standard Schema library; checked when they are there, before the work begins. */
  input?: StandardSchemaV1;
  /** Schema of the outputs, checked when they are returned and when they come from the cache. */
  output?: StandardSchemaV1;
}

/** Any method that gives a promise; the decorator checks the rest, because the type of its context takes no narrower one. */
// biome-ignore lint/suspicious/noExplicitAny: the constraint of ClassMethodDecoratorContext
type AnyMethod = (...args: any) => Promise<object>;

/** A method that can be a component: a step's values are not there at once, so it gives a promise of them. */
type ComponentMethod<Input, Output> = (input: Input, context: StepContext) => Promise<Output>;

/** Anything for a method whose inputs and outputs are JSON, and {@link NotJson} for every other. */
type Checked<Method> =
  Method extends ComponentMethod<infer Input, infer Output>
    ? [Input, Output] extends [Jsonable<Input>, Jsonable<Output>]
      ? unknown
      : NotJson
    : never;

/**
 * Makes a method a component. Called in a pipeline, it adds a step and gives a promise of its outputs; {@link stepsOf} gives steps,
 * whose outputs can be handed on without waiting. Called elsewhere, it is the method as it was written.
 *
 * The component is made with the object that has the method, so for workers the object is made at the level of a module.
 *
 * @throws {@link PipelineDefinitionError} when its name cannot be one.
 */
export function Component(options: ComponentDecoratorOptions = {}) {
  return <This extends object, Method extends AnyMethod>(
    method: Method & Checked<Method>,
    { name, addInitializer }: ClassMethodDecoratorContext<This, Method>,
  ): Method => {
    const code = method as unknown as (this: This, input: object, context: StepContext) => Promise<object>;
    addInitializer(function () {
      const work = (input: object, context: StepContext) => code.call(this, input, context);
      // The code that people see and that the cache compares is the method's.
      const run = Object.assign(work, { toString: () => code.toString() });
      const made = component({ name: String(name), ...options, run } as ComponentOptions<object, object>);
      decoratedComponents.add(this, name, made);
    });
    const called = function (this: This, input: object, context: StepContext): Promise<unknown> {
      return currentPipeline() === undefined
        ? code.call(this, input, context)
        : Promise.resolve(decoratedComponents.get(this, name)(input));
    };
    return called as unknown as Method;
  };
}

/** The decorated methods of an object, as components. */
export type StepsOf<Owner> = {
  readonly [Name in keyof Owner]: Owner[Name] extends ComponentMethod<infer Input, infer Output>
    ? ComponentFunction<Input, Output>
    : never;
};

/**
 * The components of an object whose methods are decorated, which give steps: `const { load, fit } = stepsOf<Flow>(this)`, with the name
 * of the class, inside of it.
 */
export function stepsOf<Owner extends object>(owner: Owner): StepsOf<Owner> {
  return new Proxy({} as StepsOf<Owner>, {
    get: (_target, name) => decoratedComponents.get(owner, name),
  });
}
