import { Link } from "wouter-preact";
import { useLanguage } from "../language/language-context.tsx";
import { Notice } from "../looks/notice.tsx";

/** The page for an address that leads nowhere. */
export function NotFoundPage() {
  const { texts } = useLanguage();
  return (
    <Notice kind="empty">
      {texts.frame.nowhere} <Link href="/">{texts.frame.toStart}</Link>
    </Notice>
  );
}
