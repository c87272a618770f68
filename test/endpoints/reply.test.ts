import { expect } from "chai";
import * as fc from "fast-check";
import * as v from "valibot";
import {
  listOf,
  lowerCaseKeys,
  optionalText,
  readReply,
  wholeNumber,
} from "../../provider/endpoints/reply.js";
import type { ApiRequest } from "../../provider/http/api-call.js";
import { UnexpectedReplyError } from "../../provider/http/errors.js";

const json = fc.jsonValue();
const keysOf = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.flatMap(keysOf)
    : typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)])
      : [];

describe("Property names of a reply", () => {
  it("are in lower case at any depth", () => {
    expect(lowerCaseKeys({ ID: 1, DestinationList: [{ PackageID: 2 }] })).to.deep.equal({
      id: 1,
      destinationlist: [{ packageid: 2 }],
    });
    fc.assert(
      fc.property(json, (value) => keysOf(lowerCaseKeys(value)).every((key) => key === key.toLowerCase())),
    );
  });

  it("are changed once: doing it again changes nothing", () => {
    fc.assert(
      fc.property(json, (value) => {
        const lower = lowerCaseKeys(value);
        expect(lowerCaseKeys(lower)).to.deep.equal(lower);
      }),
    );
  });

  it("change without a change of any value", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.double({ noNaN: true }), fc.boolean(), fc.constant(null))),
        (values) => {
          expect(lowerCaseKeys(values)).to.deep.equal(values);
        },
      ),
    );
  });

  it("may be __proto__ without harm", () => {
    const value = lowerCaseKeys(
      JSON.parse('{"__PROTO__":{"polluted":1},"__proto__":{"polluted":2}}'),
    ) as object;
    expect(Object.getPrototypeOf(value)).to.equal(Object.prototype);
    expect(({} as Record<string, unknown>).polluted).to.equal(undefined);
  });
});

describe("Parts of a reply", () => {
  it("a list may be null or absent", () => {
    expect([null, undefined, [1]].map((value) => v.parse(listOf(v.number()), value))).to.deep.equal([
      [],
      [],
      [1],
    ]);
  });

  it("a text may be null or absent", () => {
    expect([null, undefined, "", "a"].map((value) => v.parse(optionalText, value))).to.deep.equal([
      undefined,
      undefined,
      "",
      "a",
    ]);
  });

  it("a whole number may come as a text", () => {
    expect(["27755", 27755].map((value) => v.parse(wholeNumber, value))).to.deep.equal([27755, 27755]);
    for (const wrong of ["1.5", 1.5, "", "abc", null, "1e3"]) {
      expect(v.is(wholeNumber, wrong), String(wrong)).to.equal(false);
    }
  });
});

describe("Reading a reply", () => {
  const schema = v.object({ id: v.string(), inner: v.optional(v.object({ name: v.string() })) });
  const request: ApiRequest = { purpose: 'read user "u/1"', method: "GET", path: ["api", "Users", "u/1"] };
  const failureOf = (body: unknown, method: ApiRequest["method"] = "GET") => {
    try {
      readReply({ ...request, method }, { status: 200, body, requestId: "r-1" }, schema);
    } catch (error) {
      return error;
    }
    return undefined;
  };

  it("ignores what it does not know, and the case of names", () => {
    const reply = { status: 200, body: { Id: "a", Extra: { deep: [1] } }, requestId: undefined };
    expect(readReply(request, reply, schema)).to.deep.equal({ id: "a" });
  });

  it("fails with what was attempted, the place, and the request's id, but not with what the service said", () => {
    const error = failureOf({ ID: "a", Inner: { Name: { canary: 1 } } });
    expect(error).to.be.instanceOf(UnexpectedReplyError);
    expect(error).to.include({ path: "/api/Users/u%2F1", status: 200, requestId: "r-1", effect: "none" });
    expect((error as Error).message)
      .to.match(/^Could not read user "u\/1": .*"inner\.name"/)
      .and.not.contain("canary");
  });

  for (const body of [undefined, null, "", "<html>", 5, [], {}]) {
    it(`does not take ${JSON.stringify(body)} for an object`, () => {
      expect(failureOf(body)).to.be.instanceOf(UnexpectedReplyError);
    });
  }

  it("counts a write whose reply it cannot read as one that may have had an effect", () => {
    expect(failureOf(5, "POST")).to.include({ effect: "unknown" });
  });
});
