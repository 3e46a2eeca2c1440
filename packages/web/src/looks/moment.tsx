import { useLanguage } from "../language/language-context.tsx";

/** A moment as its distance from now; the exact one shows on hovering. */
export function Moment({ at }: { at: string | undefined }) {
  const { formats } = useLanguage();
  if (at === undefined) {
    return <span class="dim">–</span>;
  }
  const moment = new Date(at);
  return (
    <time dateTime={at} title={formats.moment(moment)}>
      {formats.ago(moment, new Date())}
    </time>
  );
}
