import { useState } from "preact/hooks";
import { useFileAddress } from "../api/file-address.ts";
import { useLanguage } from "../language/language-context.tsx";
import { sampleKind } from "./sample-kind.ts";
import type { Sample } from "./samples-at.ts";

/** One sample: shown when it is in the server's own store or part of the address, else a link to where it is. */
export function SampleView({ sample }: { sample: Sample }) {
  const { texts } = useLanguage();
  const words = texts.samples;
  const { metric, variant, iteration, url } = sample;
  const address = useFileAddress();
  const source = url.startsWith("data:") ? url : address?.(url);
  return (
    <figure class="sample">
      <div class="frame">
        {source !== undefined ? (
          <Medium source={source} name={words.name(metric, variant, iteration)} />
        ) : (
          address && <span class="dim">{words.elsewhere}</span>
        )}
      </div>
      <figcaption>
        <b>{variant}</b> <span class="dim">{`${metric} · ${words.iteration} ${iteration}`}</span>{" "}
        {/^https?:/.test(url) ? (
          <a href={url} target="_blank" rel="noreferrer">
            {words.open}
          </a>
        ) : (
          !url.startsWith("data:") && <code>{url}</code>
        )}
      </figcaption>
    </figure>
  );
}

/** A picture, sound, film or page. A page may run its scripts, but as nobody: without our origin it has no cookie of ours. */
function Medium({ source, name }: { source: string; name: string }) {
  const { texts } = useLanguage();
  const [isBroken, setBroken] = useState(false);
  if (isBroken) {
    return <span class="dim">{texts.samples.broken}</span>;
  }
  const onError = () => setBroken(true);
  switch (sampleKind(source)) {
    case "picture":
      return <img src={source} alt={name} loading="lazy" onError={onError} />;
    case "sound":
      // biome-ignore lint/a11y/useMediaCaption: nobody has written captions for a sample
      return <audio src={source} aria-label={name} controls preload="metadata" onError={onError} />;
    case "film":
      // biome-ignore lint/a11y/useMediaCaption: nobody has written captions for a sample
      return <video src={source} aria-label={name} controls preload="metadata" onError={onError} />;
    case "page":
      return <iframe src={source} title={name} sandbox="allow-scripts" loading="lazy" />;
    case "file":
      return <span class="dim">{texts.samples.file}</span>;
  }
}
