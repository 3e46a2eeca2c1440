import type { TaskStatus } from "@clearml-ts/protocol";
import { useLanguage } from "../language/language-context.tsx";

/** A sign beside the word of every status: colour alone says nothing to many people. */
const SIGNS: Readonly<Record<TaskStatus, string>> = {
  created: "○",
  queued: "◷",
  in_progress: "▶",
  stopped: "■",
  publishing: "◆",
  published: "◆",
  closed: "■",
  failed: "✕",
  completed: "✓",
  unknown: "?",
};

/** The status of a task. */
export function StatusMark({ status }: { status: TaskStatus }) {
  const { texts } = useLanguage();
  return (
    <span class={`status ${status}`}>
      <span aria-hidden="true">{SIGNS[status]}</span> {texts.statuses[status]}
    </span>
  );
}
