import { callApi } from "../api/api.ts";
import { useChange } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Problem } from "../looks/problem.tsx";

interface MoveTaskProps {
  /** Id of the queue in which the task waits. */
  queue: string;
  task: { id: string; name?: string };
  isFirst: boolean;
  isLast: boolean;
}

/** Moves a task that waits before the one in front of it, or behind the next one. */
export function MoveTask({ queue, task: { id: task, name = task }, isFirst, isLast }: MoveTaskProps) {
  const { texts } = useLanguage();
  const words = texts.queues;
  const forward = useChange(() => callApi("queues.move_task_forward", { queue, task }));
  const backward = useChange(() => callApi("queues.move_task_backward", { queue, task }));
  return (
    <>
      <button
        type="button"
        class="quiet"
        aria-label={words.forward(name)}
        disabled={isFirst}
        onClick={() => forward.mutate(undefined)}
      >
        ↑
      </button>
      <button
        type="button"
        class="quiet"
        aria-label={words.backward(name)}
        disabled={isLast}
        onClick={() => backward.mutate(undefined)}
      >
        ↓
      </button>
      <Problem error={forward.error ?? backward.error} />
    </>
  );
}
