import { useLocation, useSearch } from "wouter-preact";

/** A state that is kept in the address: reads it, and changes it without a new step in the browser's history. */
export function useViewState<State>(
  read: (query: string) => State,
  write: (state: State) => string,
): [State, (changes: Partial<State>) => void] {
  const [path, navigate] = useLocation();
  const state = read(useSearch());
  const shown = location.pathname;
  const change = (changes: Partial<State>) => {
    // Whoever changes something after a wait must not undo what was changed meanwhile, or change another page.
    if (location.pathname === shown) {
      const query = write({ ...read(location.search), ...changes });
      navigate(query === "" ? path : `${path}?${query}`, { replace: true });
    }
  };
  return [state, change];
}
