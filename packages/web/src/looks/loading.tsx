import { useLanguage } from "../language/language-context.tsx";
import "./loading.css";

/** Stands where something is on its way: lines without words, which show only where it takes long enough to be noticed. */
export function Loading() {
  const { texts } = useLanguage();
  return (
    <div class="loading" role="status">
      <span class="unseen">{texts.frame.loading}</span>
      <span />
      <span />
      <span />
    </div>
  );
}
