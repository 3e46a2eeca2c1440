import { useReply } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";

/** Chooses a queue, in the field `queue` of the form around it; the default one is chosen at first. */
export function QueueSelect() {
  const { texts } = useLanguage();
  const { data } = useReply("queues.get_all", { only_fields: ["id", "name", "system_tags"] });
  const queues = data?.queues ?? [];
  const usual = queues.find(({ system_tags }) => system_tags?.includes("default"))?.id ?? queues[0]?.id;
  return (
    <select name="queue" aria-label={texts.actions.queue} key={usual} required>
      {queues.map(({ id, name }) => (
        <option key={id} value={id} selected={id === usual}>
          {name}
        </option>
      ))}
    </select>
  );
}

/** The id of the queue that was chosen in a form. */
export function chosenQueue(form: HTMLFormElement): string {
  return String(new FormData(form).get("queue"));
}
