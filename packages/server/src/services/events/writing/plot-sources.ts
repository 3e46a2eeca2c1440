/** Finds the addresses of images that a Plotly figure shows, each once, in order of appearance. */
export function plotSources(figure: string): string[] {
  const found = new Set<string>();
  for (const [, url] of figure.matchAll(SOURCE)) {
    if (url) {
      found.add(url);
    }
  }
  return [...found];
}

/** A search in the text: figures are too big to parse, and must not be refused for being malformed. */
const SOURCE = /['"]source['"]:\s?['"]([a-z][a-z0-9+\-.]*:\/\/[^'"]*)['"]/gi;
