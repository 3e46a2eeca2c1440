import { expect, test } from "vitest";
import { detectDialect } from "./dialect.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);

test("commas and points are told from semicolons and decimal commas", () => {
  expect(detectDialect(utf8("ta,rh\n22.5,60\n23.1,58\n"))).toEqual({
    delimiter: ",",
    decimal: ".",
    encoding: "utf-8",
    namesDelimiter: false,
  });
  expect(detectDialect(utf8("ta;rh\n22,5;60,1\n23,1;58,0\n"))).toEqual({
    delimiter: ";",
    decimal: ",",
    encoding: "utf-8",
    namesDelimiter: false,
  });
});

test("tabs are understood", () => {
  expect(detectDialect(utf8("ta\trh\r\n22,5\t60\r\n"))).toMatchObject({ delimiter: "\t", decimal: "," });
});

test("a decimal comma inside quotes does not make the comma a decimal sign of its own", () => {
  expect(detectDialect(utf8('ta,rh\n"22,5","60,1"\n'))).toMatchObject({ delimiter: ",", decimal: "," });
});

test("delimiters inside quotes do not count", () => {
  expect(
    detectDialect(utf8('city;note\n"Santa Maria";"dry, windy, warm"\n"Itaara";"wet, calm, cold"\n')),
  ).toMatchObject({
    delimiter: ";",
  });
});

test("bytes that are no UTF-8 are Latin-1", () => {
  expect(detectDialect(Buffer.from("sensação;rh\n1;60\n", "latin1"))).toMatchObject({ encoding: "windows-1252" });
});

test("a character cut in two by the end of the sample is still UTF-8", () => {
  const bytes = utf8("a,b\n1,2\n3,ç");
  expect(detectDialect(bytes.subarray(0, -1))).toMatchObject({ encoding: "utf-8" });
});

test("a spreadsheet's Unicode text is UTF-16", () => {
  const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("ta\trh\n1\t2\n", "utf16le")]);
  expect(detectDialect(bytes)).toMatchObject({ encoding: "utf-16le", delimiter: "\t" });
});

test("neither prose nor binary data is a table", () => {
  expect(detectDialect(utf8("<html>\n<body>\n"))).toBeUndefined();
  expect(detectDialect(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0x2c, 0]))).toBeUndefined();
});
