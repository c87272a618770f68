import { expect } from "chai";
import { Users } from "../../provider/endpoints/users.js";
import { UnexpectedReplyError } from "../../provider/http/errors.js";
import { rejectionOf } from "../rejection.js";
import { ScriptedClient } from "./scripted-client.js";

const wire = {
  ID: "u-1",
  Email: "ops kim",
  FirstName: null,
  DestinationList: [
    {
      ID: "e-1",
      AccountID: "a-1",
      Destination: "bucket",
      PackageID: "27755",
      CurrentVolume: 5,
      DestinationDisplayName: null,
    },
  ],
};
const user = {
  userId: "u-1",
  login: "ops kim",
  destinations: [
    {
      id: "e-1",
      accountId: "a-1",
      destination: "bucket",
      packageId: 27755,
      accountDisplayName: undefined,
      displayName: undefined,
    },
  ],
};

const read = (body: unknown) => new Users(new ScriptedClient(() => body).client).read("U-1");

describe("A user", () => {
  for (const [what, body] of [
    ["an object", wire],
    ["an array of one", [wire]],
    [
      "an object with other spellings",
      { id: "u-1", EMAIL: "ops kim", destinationList: wire.DestinationList },
    ],
  ] as const) {
    it(`is read from ${what}`, async () => {
      expect(await read(body)).to.deep.equal(user);
    });
  }

  for (const body of [null, undefined, []]) {
    it(`does not exist when the service answers ${JSON.stringify(body)}`, async () => {
      expect(await read(body)).to.equal(undefined);
    });
  }

  it("is asked for by the id as it is; the client encodes it", async () => {
    const api = new ScriptedClient(() => null);
    await new Users(api.client).read("a/b?c");
    expect(api.requests[0]?.path).to.deep.equal(["api", "Users", "a/b?c"]);
  });

  it("has no destinations when the list is null or absent", async () => {
    expect((await read({ ID: "u-1", DestinationList: null }))?.destinations).to.deep.equal([]);
    expect((await read({ ID: "u-1" }))?.destinations).to.deep.equal([]);
  });

  for (const body of [
    {},
    { ID: "" },
    { ID: 5 },
    [wire, wire],
    "text",
    { ID: "u-1", DestinationList: [{}] },
  ]) {
    it(`is not made of the reply ${JSON.stringify(body).slice(0, 60)}`, async () => {
      expect(await rejectionOf(read(body))).to.be.instanceOf(UnexpectedReplyError);
    });
  }

  it("that is another one than asked for is no proof that the one asked for is gone", async () => {
    expect(await rejectionOf(read({ ...wire, ID: "u-2" }))).to.be.instanceOf(UnexpectedReplyError);
  });
});

describe("The list of users", () => {
  it("is read with every user's destinations", async () => {
    const api = new ScriptedClient(() => [wire]);
    expect(await new Users(api.client).list()).to.deep.equal([user]);
    expect(api.calls).to.deep.equal(["GET /api/Users"]);
  });

  for (const body of [null, undefined, {}, "text"]) {
    it(`is never taken for empty because the service answers ${JSON.stringify(body)}`, async () => {
      expect(await rejectionOf(new Users(new ScriptedClient(() => body).client).list())).to.be.instanceOf(
        UnexpectedReplyError,
      );
    });
  }
});
