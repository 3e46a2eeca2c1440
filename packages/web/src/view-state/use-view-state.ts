import { useLocation, useSearch } from "wouter-preact";

/** A state that is kept in the address: reads it, and changes it without a new step in the browser's history. */
export function useViewState<State>(
  read: (query: string) => State,
  write: (state: State) => string,
): [State, (changes: Partial<State>) => void] {
  const [path, navigate] = useLocation();
  const state = read(useSearch());
  const change = (changes: Partial<State>) => {
    const query = write({ ...state, ...changes });
    navigate(query === "" ? path : `${path}?${query}`, { replace: true });
  };
  return [state, change];
}
