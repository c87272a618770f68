import { expect } from "chai";
import * as v from "valibot";
import { checkInputs, flag, known, nameText, unless } from "../../provider/lifecycle/inputs.js";
import { unknownMarkers } from "../host/unknown-markers.js";

const schemas = {
  accountId: nameText("the id of an account"),
  destination: nameText("the name of a bucket"),
  note: v.optional(nameText("a note")),
  adopt: flag,
};

const right = { accountId: "a", destination: "b" };
const reasonsOf = (inputs: Record<string, unknown>) =>
  Object.fromEntries(checkInputs(schemas, inputs).failures.map(({ property, reason }) => [property, reason]));

describe("Checking inputs", () => {
  it("passes right ones as they are", () => {
    const inputs = { accountId: "a", destination: " b/../%2F\u{1F600}\u05D0 ", note: "n", adopt: true };
    expect(checkInputs(schemas, inputs)).to.deep.equal({ inputs, failures: [] });
  });

  it("reports all faults together, each on its property", () => {
    expect(reasonsOf({ destination: 5, adopt: "yes", acountId: "a" })).to.deep.equal({
      acountId: 'is not a property of this resource; did you mean "accountId"?',
      accountId: "is required",
      destination: "must be the name of a bucket",
      adopt: "must be true or false",
    });
  });

  it("lists the properties when an unknown one resembles none", () => {
    expect(reasonsOf({ ...right, retentionPolicy: 1 })).to.deep.equal({
      retentionPolicy: "is not a property of this resource; it has accountId, destination, note, adopt",
    });
  });

  it("does not mind the provider's own property", () => {
    expect(reasonsOf({ ...right, __provider: "exports.handler=..." })).to.deep.equal({});
  });

  it("keeps what is undeclared, the provider's text included, out of the inputs", () => {
    const { inputs } = checkInputs(schemas, { ...right, __provider: "x", other: 1 });
    expect(Object.keys(inputs)).to.have.members(["accountId", "destination"]);
  });

  it("treats null as left out", () => {
    expect(reasonsOf({ ...right, note: null, adopt: null })).to.deep.equal({});
    expect(reasonsOf({ ...right, accountId: null })).to.deep.equal({ accountId: "is required" });
  });

  it("says one thing about a text, not everything that follows from it", () => {
    expect(checkInputs(schemas, { ...right, accountId: "" }).failures).to.have.lengthOf(1);
  });

  for (const [what, value] of [
    ["empty", ""],
    ["blank", " \t "],
  ] as const) {
    it(`refuses a text that is ${what}`, () => {
      expect(reasonsOf({ ...right, accountId: value })).to.deep.equal({
        accountId: "must not be empty: it is the id of an account",
      });
    });
  }

  for (const value of [5, Number.NaN, true, {}, [], ["a"]]) {
    it(`refuses ${JSON.stringify(value)} in the place of a text`, () => {
      expect(reasonsOf({ ...right, accountId: value })).to.deep.equal({
        accountId: "must be the id of an account",
      });
    });
  }

  for (const [what, character] of [
    ["NUL", "\0"],
    ["a line break", "\r\n"],
    ["a tab", "\t"],
    ["escape", "\u001B"],
    ["delete", "\u007F"],
    ["a C1 control character", "\u0085"],
  ] as const) {
    it(`refuses ${what} in a text, which could end up in a header, an address or a terminal`, () => {
      expect(reasonsOf({ ...right, destination: `a${character}b` })).to.deep.equal({
        destination: "must not contain control characters",
      });
    });
  }

  for (const value of ["a\uD800", "\uDC00a", "a\uDC00\uD800b"]) {
    it(`refuses the lone surrogate in ${JSON.stringify(value)}`, () => {
      expect(reasonsOf({ ...right, destination: value })).to.deep.equal({
        destination: "must be well-formed Unicode",
      });
    });
  }

  it("accepts a paired surrogate", () => {
    expect(reasonsOf({ ...right, destination: "\u{1F4BE}" })).to.deep.equal({});
  });

  it("accepts 1024 characters and no more, and answers quickly on 10 MB", () => {
    expect(reasonsOf({ ...right, destination: "x".repeat(1_024) })).to.deep.equal({});
    for (const length of [1_025, 10_000_000]) {
      expect(reasonsOf({ ...right, destination: "\0".repeat(length) })).to.deep.equal({
        destination: "must have at most 1024 characters",
      });
    }
  });

  for (const name of Object.keys(schemas)) {
    for (const [kind, marker] of Object.entries(unknownMarkers)) {
      it(`passes ${name} while it is an unknown ${kind}`, () => {
        const inputs = { ...right, [name]: marker };
        const checked = checkInputs(schemas, inputs);
        expect(checked.failures).to.deep.equal([]);
        expect(checked.inputs[name]).to.equal(marker);
      });
    }
  }

  it("still reports the faults of the others while one is unknown", () => {
    expect(reasonsOf({ accountId: unknownMarkers.string, destination: 1 })).to.have.all.keys("destination");
  });

  it("is not harmed by a property named __proto__", () => {
    const inputs = JSON.parse('{"__proto__":{"note":5},"accountId":"a","destination":"b"}') as Record<
      string,
      unknown
    >;
    expect(reasonsOf(inputs)).to.have.all.keys("__proto__");
    expect(({} as Record<string, unknown>).note).to.equal(undefined);
  });

  for (const name of ["constructor", "toString", "hasOwnProperty"]) {
    it(`reports ${name} like any other unknown property`, () => {
      expect(reasonsOf({ ...right, [name]: "x" })).to.have.all.keys(name);
    });
  }

  it("names the place inside a list and an object as a program would write it", () => {
    const nested = { list: v.array(v.object({ name: nameText("a name") })) };
    expect(checkInputs(nested, { list: [{ name: "a" }, { name: 1 }] }).failures).to.deep.equal([
      { property: "list[1].name", reason: "must be a name" },
    ]);
  });
});

describe("A flag", () => {
  it("is left out of the inputs when it is no, so that removing it later is no change", () => {
    expect(v.parse(flag, false)).to.equal(undefined);
    expect(v.parse(flag, undefined)).to.equal(undefined);
    expect(v.parse(flag, true)).to.equal(true);
  });
});

describe("A schema with exceptions", () => {
  const schema = unless((value): value is "all" => value === "all", v.array(v.string()));

  it("passes the exception as it is", () => {
    expect(v.parse(schema, "all")).to.equal("all");
  });

  it("reports the faults of anything else at their places", () => {
    expect(v.safeParse(schema, ["a", 1]).issues?.map((issue) => v.getDotPath(issue))).to.deep.equal(["1"]);
  });

  it("passes what is not known yet", () => {
    expect(v.parse(known(v.number()), unknownMarkers.number)).to.equal(unknownMarkers.number);
    expect(v.is(known(v.number()), "text")).to.equal(false);
  });
});
