import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { Resolved } from "../define/references/with-references.ts";
import { type Pipeline as PipelineFunction, type PipelineOptions, pipeline } from "../pipeline.ts";
import type { Jsonable, NotJson } from "../values/value.ts";
import { decoratedPipelines } from "./decorated.ts";

/** A function whose calls of components run as steps, side by side where they do not need each other. */
export type Pipeline<Given, Result> = PipelineFunction<Given, Result>;

/** The options of a pipeline that is a method; its name is the method's unless another is given. */
export interface PipelineDecoratorOptions extends Omit<PipelineOptions<unknown>, "name" | "params"> {
  /** @default the name of the method */
  name?: string;
  /** Schema of the parameters, of any Standard Schema library, checked before a run begins. */
  params?: StandardSchemaV1;
}

/** Any method that gives a promise; the decorator checks the rest, because the type of its context takes no narrower one. */
// biome-ignore lint/suspicious/noExplicitAny: the constraint of ClassMethodDecoratorContext
type AnyMethod = (...args: any) => Promise<unknown>;

/** A method that can be a pipeline: it gives a promise of values. */
type PipelineMethod<Params, Result> = (params: Params) => Promise<Result>;

/** Anything for a method whose parameters are JSON, and {@link NotJson} for every other. */
type Checked<Method> =
  Method extends PipelineMethod<infer Params, unknown>
    ? [Params] extends [Jsonable<Params>]
      ? unknown
      : NotJson
    : never;

/**
 * Makes a method a pipeline. Calling it runs the pipeline in this process with the connection that `clearml.conf` and the
 * environment describe, and gives a promise of the result; {@link pipelineOf} gives the pipeline, to run it in any other way.
 *
 * @throws {@link PipelineDefinitionError} when its name or version cannot be one.
 */
export function Pipeline(options: PipelineDecoratorOptions) {
  return <This extends object, Method extends AnyMethod>(
    method: Method & Checked<Method>,
    { name, addInitializer }: ClassMethodDecoratorContext<This, Method>,
  ): Method => {
    const code = method as unknown as (this: This, params: object) => Promise<unknown>;
    addInitializer(function () {
      const made = pipeline({ name: String(name), ...options } as PipelineOptions<object>, (params) =>
        code.call(this, params),
      );
      decoratedPipelines.add(this, name, made);
    });
    const called = async function (this: This, params: object): Promise<unknown> {
      return (await decoratedPipelines.get(this, name).run(params)).result;
    };
    return called as unknown as Method;
  };
}

/** The pipeline that a decorated method of an object is. */
export type PipelineOf<Method> =
  Method extends PipelineMethod<infer Params, infer Result> ? PipelineFunction<Params, Resolved<Result>> : never;

/**
 * The pipeline of an object's decorated method: `pipelineOf(flow, "train").run(params, { runner })`.
 *
 * @throws {@link PipelineDefinitionError} when the method is not decorated as a pipeline.
 */
export function pipelineOf<Owner extends object, Name extends keyof Owner>(
  owner: Owner,
  name: Name,
): PipelineOf<Owner[Name]> {
  return decoratedPipelines.get(owner, name) as unknown as PipelineOf<Owner[Name]>;
}
