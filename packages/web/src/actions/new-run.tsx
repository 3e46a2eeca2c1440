import type { JoinedTaskRecord, ParameterItem } from "@clearml-ts/protocol";
import { useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { callApi } from "../api/api.ts";
import { useChange } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Dialog } from "../looks/dialog/dialog.tsx";
import { Problem } from "../looks/problem.tsx";
import { chosenQueue, QueueSelect } from "./queue-select.tsx";

/** Starts another run of a pipeline, with the parameters of this one or others. */
export function NewRun({ run }: { run: JoinedTaskRecord }) {
  const { texts } = useLanguage();
  const words = texts.actions;
  const [, navigate] = useLocation();
  const [isOpen, setOpen] = useState(false);
  const start = useChange(async ({ queue, args }: { queue: string; args: { name: string; value: string }[] }) => {
    const { pipeline } = await callApi("pipelines.start_pipeline", { task: run.id, queue, args });
    setOpen(false);
    navigate(`/pipelines/${pipeline}`);
  });
  const parameters = argumentsOf(run);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        {words.newRun}
      </button>
      {isOpen && (
        <Dialog title={words.newRun} onClose={() => setOpen(false)}>
          <form
            class="fields"
            onSubmit={(event) => {
              event.preventDefault();
              const fields = new FormData(event.currentTarget);
              const args = parameters.map(({ name }) => ({ name, value: String(fields.get(`Args/${name}`)) }));
              start.mutate({ queue: chosenQueue(event.currentTarget), args });
            }}
          >
            {parameters.length === 0 && <p class="dim">{words.noParameters}</p>}
            {parameters.map(({ name, value, type }) => (
              <label key={name}>
                <span>
                  {name} <span class="dim">{type}</span>
                </span>
                <input name={`Args/${name}`} defaultValue={value} />
              </label>
            ))}
            <QueueSelect />
            <Problem error={start.error} />
            <div class="tools end">
              <button type="submit" class="primary">
                {words.start}
              </button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  );
}

/** The parameters of the section that both SDKs give a pipeline's own. */
function argumentsOf({ hyperparams }: JoinedTaskRecord): ParameterItem[] {
  return Object.values(hyperparams?.["Args"] ?? {});
}
