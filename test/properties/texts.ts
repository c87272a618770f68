import fc from "fast-check";

/** Texts that have broken programs before. */
const awkward = [
  "Größe",
  "שלום עולם",
  "\u202Ereversed\u202C",
  "👩‍👩‍👧‍👦 family",
  "<script>&amp;</script>",
  "]]>",
  "<![CDATA[x]]>",
  "&#x41;",
  "a\"b'c`d",
  "../../etc/passwd",
  "a/b?c=d#e%2Ff",
  "%00",
  "\\\\nas-01\\backup",
  " leading and trailing ",
  "two  spaces",
  "line\nbreak",
  "carriage\r\nreturn",
  "tab\there",
  "e\u0301",
  "\uFEFFbom",
  "null",
  "true",
  "0012",
  "1e3",
  "__proto__",
  "constructor",
];

/** Texts as a program, the web console or a computer's owner may choose them; none is empty. */
export const texts: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...awkward),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }),
  fc.string({ unit: "binary", minLength: 1, maxLength: 40 }),
  fc.array(fc.constantFrom(...awkward), { minLength: 2, maxLength: 3 }).map((parts) => parts.join("")),
);
