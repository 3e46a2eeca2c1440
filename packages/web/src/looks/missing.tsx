import type { ComponentChildren } from "preact";
import { Link } from "wouter-preact";
import { useLanguage } from "../language/language-context.tsx";
import { Notice } from "./notice.tsx";
import { useTitle } from "./use-title.ts";

/** The page in place of a thing that is not there, with a way to go on. */
export function Missing({ children }: { children: ComponentChildren }) {
  const { texts } = useLanguage();
  useTitle(texts.frame.missing);
  return (
    <>
      <h1>{texts.frame.missing}</h1>
      <Notice kind="empty">
        {children} <Link href="/">{texts.frame.toStart}</Link>
      </Notice>
    </>
  );
}
