import { expect } from "chai";
import { readReplyBody } from "../../provider/http/reply-body.js";

describe("the body of a reply", () => {
  for (const [text, body] of [
    ["", { kind: "empty" }],
    [" \r\n", { kind: "empty" }],
    ["null", { kind: "json", value: null }],
    [' {"a":1} ', { kind: "json", value: { a: 1 } }],
    ["{", { kind: "unreadable" }],
  ] as const) {
    it(`is ${body.kind} for ${JSON.stringify(text)}`, () => {
      expect(readReplyBody(text)).to.deep.equal(body);
    });
  }
});
