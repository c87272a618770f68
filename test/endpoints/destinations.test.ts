import { expect } from "chai";
import { Destinations } from "../../provider/endpoints/destinations.js";
import { ScriptedClient } from "./scripted-client.js";

const fields = { userId: "u-1", accountId: "a-1", destination: "bucket", packageId: 27755 };
const add = (body: unknown) => new Destinations(new ScriptedClient(() => body).client).add(fields);

async function requestOf(call: (destinations: Destinations) => Promise<unknown>) {
  const api = new ScriptedClient(() => undefined);
  await call(new Destinations(api.client));
  expect(api.requests).to.have.lengthOf(1);
  return { ...api.requests[0], call: api.calls[0] };
}

describe("Assigning a destination", () => {
  it("sends the four fields, the package as a number, and as XML in the service's order", async () => {
    const request = await requestOf((destinations) => destinations.add(fields));
    expect(request.call).to.equal("POST /api/Destinations");
    expect(request.body?.json).to.deep.equal({
      UserID: "u-1",
      AccountID: "a-1",
      Destination: "bucket",
      PackageID: 27755,
    });
    expect(request.body?.xml).to.deep.equal({
      name: "AddUserDestination",
      children: [
        { name: "AccountID", children: "a-1" },
        { name: "Destination", children: "bucket" },
        { name: "PackageID", children: "27755" },
        { name: "UserID", children: "u-1" },
      ],
    });
  });

  it("takes the new assignment from the reply", async () => {
    const reply = {
      ID: "e-1",
      AccountID: "a-1",
      Destination: "bucket",
      PackageID: 1,
      AccountDisplayName: "Storage",
    };
    expect(await add(reply)).to.deep.equal({
      id: "e-1",
      accountId: "a-1",
      destination: "bucket",
      packageId: 1,
      accountDisplayName: "Storage",
      displayName: undefined,
    });
  });

  for (const id of ["0f8fad5b-d9cb-469f-a165-70867728950e", "5F0C0000-0000-0000-0000-000000000000"]) {
    it(`takes the bare id ${id} from the reply`, async () => {
      expect(await add(id)).to.deep.equal({ id });
    });
  }

  for (const body of [undefined, null, "", "Added.", {}, [], { ID: "e-1" }]) {
    it(`takes the reply ${JSON.stringify(body)} for no proof`, async () => {
      expect(await add(body)).to.equal(undefined);
    });
  }
});

describe("Changing an assignment", () => {
  it("sends all five fields, as JSON only", async () => {
    const request = await requestOf((destinations) => destinations.edit("e-1", fields));
    expect(request.call).to.equal("PUT /api/Destinations");
    expect(request.body).to.deep.equal({
      json: { ID: "e-1", UserID: "u-1", AccountID: "a-1", Destination: "bucket", PackageID: 27755 },
    });
  });
});

describe("Taking a destination from a user", () => {
  it("names the assignment in the path and the user in the query, and has no body", async () => {
    const request = await requestOf((destinations) => destinations.remove("e-1", fields));
    expect(request).to.include({ call: "DELETE /api/Destinations/e-1" });
    expect(request.query).to.deep.equal({ userId: "u-1" });
    expect(request).to.not.have.property("body");
  });
});
