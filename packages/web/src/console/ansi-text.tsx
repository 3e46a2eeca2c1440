import Anser from "anser";

/** A text with terminal colours, as elements: nothing of it is read as HTML. */
export function AnsiText({ text }: { text: string }) {
  if (!text.includes("\u001b[")) {
    return <>{text}</>;
  }
  return (
    <>
      {Anser.ansiToJson(text, { use_classes: true, remove_empty: true }).map(({ content, fg, decorations }, index) => (
        <span key={index} class={[fg && `${fg}-fg`, ...decorations].filter(Boolean).join(" ")}>
          {content}
        </span>
      ))}
    </>
  );
}
