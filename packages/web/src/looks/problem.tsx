import { adviceOn } from "../api/advice.ts";
import type { CallError } from "../api/api.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Notice } from "./notice.tsx";

/** A call that failed: the server's own words, and what to do. */
export function Problem({ error }: { error: CallError | null | undefined }) {
  const { texts } = useLanguage();
  if (!error) {
    return null;
  }
  const { result, message } = error;
  if (result === undefined) {
    return <Notice kind="error">{texts.frame.unreachable}</Notice>;
  }
  const advice = adviceOn(result);
  return (
    <Notice kind="error">
      {message} {advice && texts.problems.advice[advice]}
    </Notice>
  );
}
