import { useState } from "preact/hooks";
import { LinkedText } from "./linked-text.tsx";

interface FoldedTextProps {
  title: string;
  text: string;
}

/** A long text that is folded at first; once it is open, the ids in it are links. */
export function FoldedText({ title, text }: FoldedTextProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {/* Also before: a browser that searches the page opens it where it finds something. */}
      <pre>{isOpen ? <LinkedText text={text} /> : text}</pre>
    </details>
  );
}
