const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto", style: "short" });
const absolute = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

/** How long ago a moment was, in the largest unit that fits; the last month only, a date before. */
export function ago(moment: Date, now: Date): string {
  const seconds = (moment.getTime() - now.getTime()) / 1000;
  if (Math.abs(seconds) > 30 * 86_400) {
    return absolute.format(moment);
  }
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return relative.format(Math.trunc(seconds / size), unit);
}

/** A moment as its distance from now; the exact one shows on hovering. */
export function Moment({ at }: { at: string | undefined }) {
  if (at === undefined) {
    return <span class="dim">–</span>;
  }
  const moment = new Date(at);
  return (
    <time dateTime={at} title={absolute.format(moment)}>
      {ago(moment, new Date())}
    </time>
  );
}

/** Seconds as hours, minutes and seconds. */
export function duration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) {
    return "–";
  }
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const parts = [hours > 0 && `${hours} h`, (hours > 0 || minutes > 0) && `${minutes} min`, `${whole % 60} s`];
  return parts.filter((part) => part !== false).join(" ");
}
