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

interface StatusMarkProps {
  status: TaskStatus;
  /** @default the word for the status of a task */
  word?: string;
}

/** The status of a task, or of something that looks like one. */
export function StatusMark({ status, word }: StatusMarkProps) {
  const { texts } = useLanguage();
  return (
    <span class={`status ${status}`}>
      <span aria-hidden="true">{SIGNS[status]}</span> {word ?? texts.statuses[status]}
    </span>
  );
}
