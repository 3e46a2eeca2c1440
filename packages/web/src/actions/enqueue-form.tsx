import { useChange } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Problem } from "../looks/problem.tsx";
import { chosenQueue, QueueSelect } from "./queue-select.tsx";

interface EnqueueFormProps {
  /** Puts what is shown in the queue of this id. */
  onEnqueue: (queue: string) => Promise<unknown>;
}

/** Chooses a queue for one task or several. */
export function EnqueueForm({ onEnqueue }: EnqueueFormProps) {
  const { texts } = useLanguage();
  const enqueue = useChange(onEnqueue);
  return (
    <form
      class="inline"
      onSubmit={(event) => {
        event.preventDefault();
        enqueue.mutate(chosenQueue(event.currentTarget));
      }}
    >
      <QueueSelect />
      <button type="submit">{texts.actions.enqueue}</button>
      <Problem error={enqueue.error} />
    </form>
  );
}
