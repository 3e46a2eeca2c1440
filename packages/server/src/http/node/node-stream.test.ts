import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { type Body, sendStream, toNodeStream, toWebStream } from "./node-stream.ts";

test("a stream that was carried by a request or an answer comes out as it went in", () => {
  const source = Readable.from(["content"]);
  const stream = toWebStream(source);
  const request = new Request("http://localhost/", { method: "POST", body: stream, duplex: "half" });
  const answer = new Response(new Response(stream).body);

  expect(request.body && toNodeStream(request.body)).toBe(source);
  expect(answer.body && toNodeStream(answer.body)).toBe(source);
});

test("it can be read as a web stream as well", async () => {
  expect(await new Response(toWebStream(Readable.from([Buffer.from("con"), Buffer.from("tent")]))).text()).toBe(
    "content",
  );
  expect(await text(toNodeStream(new Blob(["content"]).stream()))).toBe("content");
});

test("an error of the source, and a reader that gives up, pass through", async () => {
  const broken = new Readable({ read: () => broken.destroy(new Error("broken")) });
  await expect(new Response(toWebStream(broken)).text()).rejects.toThrow("broken");

  const source = Readable.from([Buffer.from("content")]);
  await toWebStream(source).cancel();
  expect(source.destroyed).toBe(true);
});

test("what has a way of its own to a connection takes it, and can be read all the same", async () => {
  const body: Body = {
    stream: () => Readable.from([Buffer.from("streamed")]),
    sendTo: async (target) => void target.end("sent"),
  };
  const send = async (stream: ReadableStream | null) => {
    const target = new PassThrough();
    if (stream) {
      await sendStream(stream, target);
    }
    return text(target);
  };

  expect(await send(new Response(toWebStream(body)).body)).toBe("sent");
  expect(await new Response(toWebStream(body)).text()).toBe("streamed");
  expect(await text(toNodeStream(toWebStream(body)))).toBe("streamed");
  expect(await send(new Blob(["blob"]).stream())).toBe("blob");
});
