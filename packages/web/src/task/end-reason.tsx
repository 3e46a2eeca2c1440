import type { JoinedTaskRecord } from "@clearml-ts/protocol";
import { useLanguage } from "../language/language-context.tsx";
import { Notice } from "../looks/notice.tsx";

/** Characters of a message that are shown at once. */
const SHORT = 300;

/** Why a task failed or was aborted, in the words of whoever ended it; a long message is folded. */
export function EndReason({ task }: { task: JoinedTaskRecord }) {
  const { texts } = useLanguage();
  const { status, status_reason: reason = "", status_message: message = "" } = task;
  if (status !== "failed" && status !== "stopped") {
    return null;
  }
  const parts = message.startsWith(reason) ? [message] : [reason, message];
  const text = parts.filter((part) => part.trim() !== "").join(": ");
  if (text === "") {
    return null;
  }
  const isLong = text.length > SHORT;
  return (
    <>
      <Notice kind={status === "failed" ? "error" : "empty"}>{isLong ? `${text.slice(0, SHORT)}…` : text}</Notice>
      {isLong && (
        <details>
          <summary>{texts.task.wholeMessage}</summary>
          <pre class="wrapped">{text}</pre>
        </details>
      )}
    </>
  );
}
