import { Link, useLocation, useSearch } from "wouter-preact";
import { callApi } from "../api/api.ts";
import { useChange, useReply } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Problem } from "../looks/problem.tsx";
import { readSavedViews, type SavedView, VIEWS_KEY, withView } from "../settings/saved-views.ts";

/** The tables that somebody has saved under a name, and a field to save this one. */
export function SavedViewsList() {
  const { texts } = useLanguage();
  const words = texts.table;
  const [path] = useLocation();
  const query = useSearch();
  const { data } = useReply("users.get_preferences", {});
  const views = readSavedViews(data?.preferences ?? {});
  const store = useChange((changed: SavedView[]) =>
    callApi("users.set_preferences", { preferences: { [VIEWS_KEY]: changed }, return_updated: false }),
  );
  const address = query === "" ? path : `${path}?${query}`;
  return (
    <>
      <ul>
        {views.map((view) => (
          <li key={view.name}>
            <Link href={view.address} aria-current={view.address === address ? "page" : undefined}>
              {view.name}
            </Link>{" "}
            <button
              type="button"
              class="quiet"
              aria-label={words.removeView(view.name)}
              onClick={() => store.mutate(views.filter(({ name }) => name !== view.name))}
            >
              ✕
            </button>
          </li>
        ))}
      </ul>
      <form
        class="inline"
        onSubmit={(event) => {
          event.preventDefault();
          const name = String(new FormData(event.currentTarget).get("name")).trim();
          store.mutate(withView(views, { name, address }));
          event.currentTarget.reset();
        }}
      >
        <input name="name" aria-label={words.viewName} placeholder={words.viewName} required />
        <button type="submit">{texts.actions.save}</button>
      </form>
      <Problem error={store.error} />
    </>
  );
}
