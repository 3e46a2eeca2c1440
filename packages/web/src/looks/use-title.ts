import { useEffect } from "preact/hooks";

/** Names the tab of the browser after what the page shows, which its history and bookmarks show too. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · ClearML`;
  }, [title]);
}
