import { useReply } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import "./single-values.css";

/** The values that a task reported without iterations. */
export function SingleValues({ id, every }: { id: string; every: number | undefined }) {
  const { texts, formats } = useLanguage();
  const { data } = useReply("events.get_task_single_value_metrics", { tasks: [id] }, { every });
  const values = data?.tasks[0]?.values ?? [];
  if (values.length === 0) {
    return null;
  }
  return (
    <>
      <h2>{texts.task.values}</h2>
      <dl class="values">
        {values.map(({ variant, value }) => (
          <div key={variant}>
            <dt>{variant}</dt>
            <dd title={String(value)}>{formats.measure(value)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
