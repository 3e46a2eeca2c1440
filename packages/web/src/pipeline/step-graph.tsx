import { Link } from "wouter-preact";
import { BoxGraph } from "../graph/box-graph.tsx";
import { useLanguage } from "../language/language-context.tsx";
import { stepWord } from "./step-word.ts";
import { type Step, statusOf } from "./steps.ts";

/** The graph of a run: a box a step, a line for everything that one waits for. */
export function StepGraph({ steps }: { steps: readonly Step[] }) {
  const { texts } = useLanguage();
  return (
    <BoxGraph nodes={steps} name={texts.pipeline.steps(steps.length)} title={({ name }) => name} look={statusOf}>
      {(step) => (
        <>
          {step.task === undefined ? (
            <span class="title" title={step.name}>
              {step.name}
            </span>
          ) : (
            <Link href={`/tasks/${step.task}`} class="title" title={step.name}>
              {step.name}
            </Link>
          )}
          <span class="dim">{step.isCached ? texts.pipeline.cached : stepWord(step, texts)}</span>
        </>
      )}
    </BoxGraph>
  );
}
