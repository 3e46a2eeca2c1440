/** The folder of the translations of the site. */
const TRANSLATED = "pt-BR/";

/** Puts a line below the heading of a page that leads to it in the other language, where it is there. */
export function linkTranslation(text: string, path: string, paths: ReadonlySet<string>): string {
  const isTranslation = path.startsWith(TRANSLATED);
  const other = isTranslation ? path.slice(TRANSLATED.length) : `${TRANSLATED}${path}`;
  if (!paths.has(other)) {
    return text;
  }
  const words = isTranslation ? "In English" : "Em português";
  return text.replace(/^# .*$/m, (heading) => `${heading}\n\n[${words}](/${other})`);
}
