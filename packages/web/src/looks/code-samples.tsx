import { CopyButton } from "./copy-button.tsx";
import "./code-samples.css";

/** Code that people take into their programs, by the name of its language or file; each with a button that copies it. */
export function CodeSamples({ samples }: { samples: Readonly<Record<string, string>> }) {
  return (
    <div class="code-samples">
      {Object.entries(samples).map(([name, code]) => (
        <figure key={name}>
          <figcaption>
            {name} <CopyButton text={code} name={name} />
          </figcaption>
          <pre class="wrapped">{code}</pre>
        </figure>
      ))}
    </div>
  );
}
