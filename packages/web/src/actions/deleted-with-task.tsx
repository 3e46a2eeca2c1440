import type { JoinedTaskRecord } from "@clearml-ts/protocol";
import { useReply } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";

/** The things that are deleted together with a task, counted, and those that stay. */
export function DeletedWithTask({ task }: { task: JoinedTaskRecord }) {
  const { texts, formats } = useLanguage();
  const words = texts.actions.deleted;
  const { data: metrics } = useReply("events.get_multi_task_metrics", { tasks: [task.id] });
  const { data: log } = useReply("events.get_task_log", { task: task.id, batch_size: 1 });
  const { data: made } = useReply("models.get_all_ex", { task: [task.id], only_fields: ["name", "ready"] });
  const { data: below } = useReply("tasks.get_all_ex", {
    ...{ parent: [task.id], only_fields: ["name"], search_hidden: true },
    ...{ page: 0, page_size: 500 },
  });
  if (!metrics || !log || !made || !below) {
    return null;
  }
  const isRun = task.system_tags?.includes("pipeline") ?? false;
  const artifacts = (task.execution?.artifacts ?? []).filter(({ mode }) => mode !== "input");
  const bytes = artifacts.reduce((sum, { content_size: size = 0 }) => sum + size, 0);
  const drafts = made.models.filter(({ ready }) => ready !== true);
  const published = made.models.length - drafts.length;
  const children = below.tasks.length;
  const counted: [number, string][] = [
    [metrics.metrics.length, words.metrics(metrics.metrics.length)],
    [log.total, words.consolePieces(log.total)],
    [artifacts.length, words.artifacts(artifacts.length, formats.size(bytes))],
    [drafts.length, words.models(drafts.length)],
    [isRun ? children : 0, words.steps(children)],
  ];
  const goes = counted.filter(([count]) => count > 0);
  const stays = [
    ...(published > 0 ? [words.publishedModels(published)] : []),
    ...(!isRun && children > 0 ? [words.children(children)] : []),
  ];
  return (
    <>
      <p>{goes.length > 0 ? words.goes : words.onlyItself}</p>
      <ul>
        {goes.map(([, text]) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      {stays.length > 0 && <p>{stays.join(" ")}</p>}
    </>
  );
}
