/** Says what time it is; tests hand in their own. */
export type Clock = () => Date;

/** Writes a date as the API sends it: ISO 8601 with `+00:00`, the fraction only when there is one. */
export function formatDate(date: Date): string {
  const text = date.toISOString();
  const milliseconds = text.slice(20, 23);
  return milliseconds === "000" ? `${text.slice(0, 19)}+00:00` : `${text.slice(0, 23)}000+00:00`;
}
