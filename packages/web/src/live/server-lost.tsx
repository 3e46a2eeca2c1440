import { useEffect, useState } from "preact/hooks";
import { useLanguage } from "../language/language-context.tsx";
import { Notice } from "../looks/notice.tsx";
import type { ServerWatch } from "./server-watch.ts";

/** Says that the server does not answer, as long as it does not. */
export function ServerLost({ watch }: { watch: ServerWatch }) {
  const { texts } = useLanguage();
  const [isLost, setLost] = useState(watch.isLost);
  useEffect(() => watch.subscribe(() => setLost(watch.isLost)), [watch]);
  return isLost ? <Notice kind="error">{texts.frame.unreachable}</Notice> : null;
}
