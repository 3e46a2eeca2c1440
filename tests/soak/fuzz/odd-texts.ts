import fc from "fast-check";

/** Pieces of SQL and of JSON paths that would change a statement into which they were pasted. */
const sqlBombs = [
  ...["'", "''", '"', '""', "`", ";", "--", "/*", "\\", "\\'", "%", "_", "[", "]", "?1", ":name", "@p", "$.a"],
  ...["' OR '1'='1", "'; DROP TABLE tasks; --", "x') UNION SELECT secret_hash FROM credentials --", "a' COLLATE x"],
  ...["$.a[0]", "$[#-1]", "$..*", "a'||(SELECT 1)||'", "1; ATTACH DATABASE '../clearml-soak-escaped.db' AS e"],
  ...[
    "'||randomblob(1000000000)||'",
    "x' AND 1=(WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT count(*) FROM c) --",
  ],
];

/** Patterns that break a parser, or make a matcher that goes back run for ever. */
const patternBombs = [
  ...["(", ")", "[", "[^", "*", "+", "?", "{", "{1", "a{2,1}", "a**", "\\", "\\1", "(?=a)", "(?<!a)", "(?P<n", "(?i)"],
  ...["(a+)+$", "(x+x+)+y", "^(([a-z])+.)+[A-Z]([a-z])+$", "(.*a){25}", "(a|aa)+$", "(a|a?)+$", "([a-zA-Z]+)*$"],
  ...["(a{1,1000}){1,1000}", "a{1001}", "(?:(?:a{100}){100}){100}", "(.*)(.*)(.*)(.*)(.*)(.*)(.*)x", "\\p{Greek}+"],
  ...["[[:alpha:]]", "\\x{110000}", "\\Q", "(?s).*", "^", "$", "^$", "|", "||", "a|", ".{1000}", "\\C", "\\pN", "(?a)"],
  ...[".*".repeat(200), "a?".repeat(500) + "a".repeat(500), "(".repeat(2000) + ")".repeat(2000), "x|".repeat(5000)],
  ...["[a-z]".repeat(300), `${"(?:".repeat(900)}a${")*".repeat(900)}`, "\\d+\\D+".repeat(100)],
];

/** Names that mean something to JavaScript, to the query language, or to whoever reads keys. */
const tellingNames = [
  ..."__proto__ constructor prototype toString hasOwnProperty valueOf then toJSON length undefined null true".split(
    " ",
  ),
  ..."__$not __$all __$any __$or __$and __$nop __$ __$what - -x -- $ $where * @text_score -@text_score".split(" "),
  ...". .. ... a.b.c a..b .a a. a.* *.a -a.* % %2E %24 %_%_ %% %2 %zz 0 -1 1e999 NaN [object".split(" "),
];

const dates = [
  ...["2026-01-01", "2026-01-01T00:00:00.123456+00:00", ">=2026-01-01", "<2026-13-45", "<= 2020-01-01 10:00", ">"],
  ...["+275760-09-13T00:00:00.001Z", "-271821-04-20", "9999999999999", "0000-00-00", "today", "2026-02-30T25:61:61Z"],
];

const characters = [
  ...["", " ", "\t", "\n", "\r\n", "\0", "a\0b", "\ud800", "\udfff", "a\ud83d"],
  ...["\ufeff", "\u202e", "\u2028", "é漢😀"],
];

/** Texts that no person would send. The longest are long enough to show what is not linear. */
export const oddText: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...sqlBombs) },
  { weight: 5, arbitrary: fc.constantFrom(...patternBombs) },
  { weight: 5, arbitrary: fc.constantFrom(...tellingNames) },
  { weight: 3, arbitrary: fc.constantFrom(...dates) },
  { weight: 4, arbitrary: fc.constantFrom(...characters) },
  { weight: 3, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom("x", "a/", "é", "\\", "'", "\0", " a", "."), fc.constantFrom(300, 5000, 100_000))
      .map(([text, times]) => text.repeat(times)),
  },
);

/** Texts that people do send. */
export const plainText: fc.Arbitrary<string> = fc.constantFrom(
  "x",
  "loss",
  "train",
  "a name",
  "General",
  "Args",
  "1",
  "training",
);

/** A short key of an object, odd ones among them. */
export const key: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "name",
      "value",
      "key",
      "type",
      "section",
      "model",
      "metric",
      "variant",
      "uri",
      "a",
      "b.c",
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom(...tellingNames, ...characters) },
);

/** A regular expression, more often a bad one than not. */
export const pattern: fc.Arbitrary<string> = fc.oneof(fc.constantFrom(...patternBombs), plainText, oddText);
