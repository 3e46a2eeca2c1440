import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";

/** Whether an element is on the screen, or near it: what is not need not be asked for, kept up to date or drawn. */
export function useInSight(place: RefObject<Element>): boolean {
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (!element) {
      return;
    }
    const observer = new IntersectionObserver(
      (entries) => setSeen(entries.at(-1)?.isIntersecting ?? false),
      // A page that has not been scrolled asks for little more than it shows.
      { rootMargin: "100px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [place]);
  return isSeen;
}
