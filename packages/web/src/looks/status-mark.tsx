import type { TaskStatus } from "@clearml-ts/protocol";

/** A sign and a word for every status: colour alone says nothing to many people. */
const LOOKS: Readonly<Record<TaskStatus, readonly [sign: string, word: string]>> = {
  created: ["○", "draft"],
  queued: ["◷", "queued"],
  in_progress: ["▶", "running"],
  stopped: ["■", "aborted"],
  publishing: ["◆", "publishing"],
  published: ["◆", "published"],
  closed: ["■", "closed"],
  failed: ["✕", "failed"],
  completed: ["✓", "completed"],
  unknown: ["?", "unknown"],
};

/** The status of a task. */
export function StatusMark({ status }: { status: TaskStatus }) {
  const [sign, word] = LOOKS[status] ?? LOOKS.unknown;
  return (
    <span class={`status ${status}`}>
      <span aria-hidden="true">{sign}</span> {word}
    </span>
  );
}
