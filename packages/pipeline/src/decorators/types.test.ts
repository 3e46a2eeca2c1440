import { expectTypeOf, test } from "vitest";
import type { Step } from "../define/call/step.ts";
import { component } from "../define/component.ts";
import type { OutputRef } from "../define/references/output-ref.ts";
import type { Survey } from "../fixtures/decorated-survey.fixture.ts";
import { stepsOf } from "./component-decorator.ts";
import { pipelineOf } from "./pipeline-decorator.ts";

// Nothing here runs: the compiler is what is tested, through `@ts-expect-error` and the types of variables.
function wiring(survey: Survey) {
  const { load, average } = stepsOf(survey);
  const loaded = load({ count: 3 });
  expectTypeOf(loaded).toEqualTypeOf<Step<{ rows: number[]; source: string }>>();
  expectTypeOf(loaded.outputs.rows).toEqualTypeOf<OutputRef<number[]>>();
  average({ rows: loaded.outputs.rows });
  // @ts-expect-error a text is not a list of numbers
  average({ rows: loaded.outputs.source });
  // @ts-expect-error there is no such output
  average({ rows: loaded.outputs.lines });
  // @ts-expect-error an input is missing
  average({});
  // @ts-expect-error a number is wanted
  load({ count: loaded.outputs.source });
  // @ts-expect-error it is not a method
  stepsOf(survey).factor({});

  const text = component({ name: "text", run: ({ words }: { words: string }) => ({ words }) });
  // @ts-expect-error the outputs of methods and of functions are typed alike
  text({ words: loaded.outputs.rows });
  expectTypeOf(pipelineOf(survey, "wired").run).parameter(0).toEqualTypeOf<{ count: number }>();
  // @ts-expect-error the parameters are those of the method
  void pipelineOf(survey, "wired").run({ count: "five" });
}

test("types follow the wiring of methods", () => {
  expectTypeOf(wiring).returns.toBeVoid();
});
