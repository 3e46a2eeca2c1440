import { useEffect, useState } from "preact/hooks";

/** A number that changes when the page turns dark or light, for drawings that have their colours inside. */
export function useScheme(): number {
  const [turns, setTurns] = useState(0);
  useEffect(() => {
    const turn = () => setTurns((count) => count + 1);
    const wish = matchMedia("(prefers-color-scheme: dark)");
    wish.addEventListener("change", turn);
    // A choice on the settings page is an attribute of the document.
    const choice = new MutationObserver(turn);
    choice.observe(document.documentElement, { attributes: true, attributeFilter: ["class", "style", "data-theme"] });
    return () => {
      wish.removeEventListener("change", turn);
      choice.disconnect();
    };
  }, []);
  return turns;
}
