import "./panel.css";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

interface PanelProps {
  /** The word that opens it. */
  title: string;
  /** Called when it is opened. */
  onOpen?: () => void;
  children: ComponentChildren;
}

/** A box below a word, opened and closed by it; Escape and a click elsewhere close it too. */
export function Panel({ title, onOpen, children }: PanelProps) {
  const place = useRef<HTMLDetailsElement>(null);
  const [isOpen, setOpen] = useState(false);
  useLayoutEffect(() => {
    const details = place.current;
    if (!isOpen || !details) {
      return;
    }
    const onPointerDown = ({ target }: PointerEvent) => {
      if (target instanceof Node && !details.contains(target)) {
        details.open = false;
      }
    };
    const onKeyDown = ({ key }: KeyboardEvent) => {
      if (key === "Escape") {
        details.open = false;
        details.querySelector("summary")?.focus();
      }
    };
    addEventListener("pointerdown", onPointerDown);
    details.addEventListener("keydown", onKeyDown);
    return () => {
      removeEventListener("pointerdown", onPointerDown);
      details.removeEventListener("keydown", onKeyDown);
    };
  }, [isOpen]);
  return (
    <details
      class="chooser"
      ref={place}
      onToggle={({ currentTarget: { open } }) => {
        setOpen(open);
        if (open) {
          onOpen?.();
        }
      }}
    >
      <summary>{title}</summary>
      {isOpen && <div class="panel">{children}</div>}
    </details>
  );
}
