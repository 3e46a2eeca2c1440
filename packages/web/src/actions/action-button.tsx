import { useChange } from "../api/use-reply.ts";
import { Problem } from "../looks/problem.tsx";

interface ActionButtonProps {
  title: string;
  onAct: () => Promise<unknown>;
}

/** A button that changes something on the server, with the refusal beside it. */
export function ActionButton({ title, onAct }: ActionButtonProps) {
  const act = useChange(onAct);
  return (
    <>
      <button type="button" onClick={() => act.mutate(undefined)}>
        {title}
      </button>
      <Problem error={act.error} />
    </>
  );
}
