import { expect } from "chai";
import { Accounts } from "../../provider/endpoints/accounts.js";
import { UnexpectedReplyError } from "../../provider/http/errors.js";
import { rejectionOf } from "../rejection.js";
import { ScriptedClient } from "./scripted-client.js";

const fields = { accountId: "a-1", destination: "bucket", displayName: "Bucket <1>" };
const entry = { destinationId: "d-1", ...fields };
const wireEntry = {
  DestinationID: "d-1",
  AccountID: "a-1",
  Destination: "bucket",
  DestinationDisplayName: "Bucket <1>",
};
const wire = { AccountID: "a-1", DisplayName: "Storage", StorageType: "S3", Destinations: [wireEntry] };

const read = (body: unknown) => new Accounts(new ScriptedClient(() => body).client).read("A-1");
const add = (body: unknown) => new Accounts(new ScriptedClient(() => body).client).addDestination(fields);

describe("A storage account", () => {
  for (const [what, body] of [
    ["an object", wire],
    ["an array of one", [wire]],
  ] as const) {
    it(`is read from ${what}`, async () => {
      expect(await read(body)).to.deep.equal({
        accountId: "a-1",
        displayName: "Storage",
        destinations: [entry],
      });
    });
  }

  it("gives its id to destinations that do not repeat it", async () => {
    const account = await read({ ...wire, Destinations: [{ DestinationID: "d-1", Destination: "bucket" }] });
    expect(account?.destinations).to.deep.equal([
      { destinationId: "d-1", accountId: "a-1", destination: "bucket", displayName: undefined },
    ]);
  });

  for (const body of [null, undefined, []]) {
    it(`does not exist when the service answers ${JSON.stringify(body)}`, async () => {
      expect(await read(body)).to.equal(undefined);
    });
  }

  for (const body of [{}, "text", [wire, wire], { ...wire, Destinations: [{ DestinationID: "" }] }]) {
    it(`is not made of the reply ${JSON.stringify(body).slice(0, 60)}`, async () => {
      expect(await rejectionOf(read(body))).to.be.instanceOf(UnexpectedReplyError);
    });
  }

  it("is not read from a reply about another one", async () => {
    const error = await rejectionOf(read({ ...wire, AccountID: "a-2" }));
    expect(error).to.be.instanceOf(UnexpectedReplyError);
    expect(error.message).to.contain("the reply is about another id");
  });

  it("is one of the list of all", async () => {
    const api = new ScriptedClient(() => [wire]);
    expect(await new Accounts(api.client).list()).to.have.lengthOf(1);
    expect(api.calls).to.deep.equal(["GET /api/Accounts"]);
  });
});

describe("Adding a destination", () => {
  it("sends account, bucket and name as JSON and, in the service's order, as XML", async () => {
    const api = new ScriptedClient(() => undefined);
    await new Accounts(api.client).addDestination(fields);
    expect(api.calls).to.deep.equal(["POST /api/Accounts/AddDestination"]);
    expect(api.requests[0]?.body?.json).to.deep.equal({
      AccountID: "a-1",
      Destination: "bucket",
      DestinationDisplayName: "Bucket <1>",
    });
    expect(api.requests[0]?.body?.xml).to.deep.equal({
      name: "DestinationOfAccountCreate",
      children: [
        { name: "AccountID", children: "a-1" },
        { name: "Destination", children: "bucket" },
        { name: "DestinationDisplayName", children: "Bucket <1>" },
      ],
    });
  });

  it("takes the new entry from the reply", async () => {
    expect(await add({ ...wireEntry, ImmutabilityPeriodDays: 5 })).to.deep.equal(entry);
  });

  for (const id of ["0f8fad5b-d9cb-469f-a165-70867728950e", "5F0C0000-0000-0000-0000-000000000000"]) {
    it(`takes the bare id ${id} from the reply`, async () => {
      expect(await add(id)).to.deep.equal({ ...entry, destinationId: id });
    });
  }

  for (const body of [undefined, null, "", "Added.", {}, [], { Destination: "bucket" }]) {
    it(`takes the reply ${JSON.stringify(body)} for no proof`, async () => {
      expect(await add(body)).to.equal(undefined);
    });
  }
});

describe("Changing and removing a destination", () => {
  for (const [name, call] of [
    ["EditDestination", (accounts: Accounts) => accounts.editDestination("d-1", fields)],
    ["RemoveDestination", (accounts: Accounts) => accounts.removeDestination("d-1", fields)],
  ] as const) {
    it(`sends all four fields: ${name}`, async () => {
      const api = new ScriptedClient(() => undefined);
      await call(new Accounts(api.client));
      expect(api.calls).to.deep.equal([`PUT /api/Accounts/${name}`]);
      expect(api.requests[0]?.body?.json).to.deep.equal(wireEntry);
      expect(api.requests[0]?.body?.xml?.name).to.equal("DestinationOfAccount");
      expect(api.requests[0]?.body?.xml?.children).to.deep.equal([
        { name: "AccountID", children: "a-1" },
        { name: "Destination", children: "bucket" },
        { name: "DestinationDisplayName", children: "Bucket <1>" },
        { name: "DestinationID", children: "d-1" },
      ]);
    });
  }
});
