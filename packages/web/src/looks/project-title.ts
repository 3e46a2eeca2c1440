/** Where SDKs keep what lists of projects do not show. */
const HIDDEN = /\/\.(?:pipelines|datasets)(?=\/|$)/g;

/** The name of a project as people know it: without the hidden folder in which SDKs keep pipelines and datasets. */
export function projectTitle(name: string | undefined): string {
  return (name ?? "").replaceAll(HIDDEN, "");
}
