/** A table as somebody wants to find it again: its address under a name. */
export interface SavedView {
  name: string;
  /** Path and query on this page. */
  address: string;
}

/** Where they are among the preferences that the server keeps for a person. */
export const VIEWS_KEY = "clearmlTs.views";

/** Reads the saved views among the preferences of a person; entries that this page could not have written are left out. */
export function readSavedViews(preferences: Readonly<Record<string, unknown>>): SavedView[] {
  const own = preferences["clearmlTs"];
  const views: unknown = typeof own === "object" && own !== null && "views" in own ? own.views : [];
  return Array.isArray(views) ? views.filter(isView) : [];
}

function isView(value: unknown): value is SavedView {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const { name, address } = value as Partial<Record<keyof SavedView, unknown>>;
  // An address with two slashes is on another host.
  return typeof name === "string" && typeof address === "string" && /^\/(?!\/)/.test(address);
}

/** The views after one was saved, which replaces another one of its name. */
export function withView(views: readonly SavedView[], view: SavedView): SavedView[] {
  return [...views.filter(({ name }) => name !== view.name), view].sort((a, b) => a.name.localeCompare(b.name));
}
