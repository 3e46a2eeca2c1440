import { CopyButton } from "./copy-button.tsx";

/** An id or another code that people take elsewhere, with a button that copies it. */
export function CopiedCode({ children }: { children: string }) {
  return (
    <>
      <code>{children}</code>
      <CopyButton text={children} name={children} />
    </>
  );
}
