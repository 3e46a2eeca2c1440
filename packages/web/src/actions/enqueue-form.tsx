import { callApi } from "../api/api.ts";
import { useChange } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Problem } from "../looks/problem.tsx";
import { chosenQueue, QueueSelect } from "./queue-select.tsx";

/** Puts a draft in a queue. */
export function EnqueueForm({ id }: { id: string }) {
  const { texts } = useLanguage();
  const enqueue = useChange((queue: string) => callApi("tasks.enqueue", { task: id, queue }));
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
