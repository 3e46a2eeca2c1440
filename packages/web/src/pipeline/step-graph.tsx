import { Link } from "wouter-preact";
import { BoxGraph } from "../graph/box-graph.tsx";
import { useLanguage } from "../language/language-context.tsx";
import type { Texts } from "../language/texts.ts";
import { type Step, statusOf } from "./steps.ts";

/** The graph of a run: a box a step, a line for everything that one waits for. */
export function StepGraph({ steps }: { steps: readonly Step[] }) {
  const { texts } = useLanguage();
  return (
    <BoxGraph nodes={steps} name={texts.pipeline.steps(steps.length)} look={statusOf}>
      {(step) => (
        <>
          {step.task === undefined ? (
            <span title={step.name}>{step.name}</span>
          ) : (
            <Link href={`/tasks/${step.task}`} title={step.name}>
              {step.name}
            </Link>
          )}
          <span class="dim">{wordFor(step, texts)}</span>
        </>
      )}
    </BoxGraph>
  );
}

function wordFor(step: Step, { pipeline, statuses }: Texts): string {
  if (step.isCached) {
    return pipeline.cached;
  }
  return step.status === "pending" ? pipeline.pending : statuses[statusOf(step)];
}
