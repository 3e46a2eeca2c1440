/** The page that compares tasks. */
export function compareAddress(ids: readonly string[]): string {
  return `/compare?ids=${ids.map(encodeURIComponent).join(",")}`;
}
