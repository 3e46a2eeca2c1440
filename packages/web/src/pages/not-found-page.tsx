import { useLanguage } from "../language/language-context.tsx";
import { Missing } from "../looks/missing.tsx";

/** The page for an address that leads nowhere. */
export function NotFoundPage() {
  const { texts } = useLanguage();
  return <Missing>{texts.frame.nowhere}</Missing>;
}
