import { expect } from "chai";
import { Computers } from "../../provider/endpoints/computers.js";
import { UnexpectedReplyError } from "../../provider/http/errors.js";
import { rejectionOf } from "../rejection.js";
import { ScriptedClient } from "./scripted-client.js";

const list = (body: unknown) => new Computers(new ScriptedClient(() => body).client).list("u-1");

describe("The list of stored data", () => {
  it("keeps names of computers exactly as they came", async () => {
    const computerName = " Reception desk PC. ";
    expect(await list([{ DestinationID: "D-1", ComputerName: computerName }])).to.deep.equal([
      { destinationId: "D-1", computerName },
    ]);
  });

  for (const body of [null, undefined]) {
    it(`is none when the service answers ${JSON.stringify(body)}`, async () => {
      expect(await list(body)).to.equal(undefined);
    });
  }

  it("may be empty", async () => {
    expect(await list([])).to.deep.equal([]);
  });

  for (const body of [
    {},
    "",
    "text",
    [null],
    [{ DestinationId: "d-1" }],
    [{ DestinationId: "d-1", ComputerName: "" }],
  ]) {
    it(`is not made of the reply ${JSON.stringify(body)}`, async () => {
      expect(await rejectionOf(list(body))).to.be.instanceOf(UnexpectedReplyError);
    });
  }
});

describe("The order to purge", () => {
  it("is an array even for one pair, with names exactly as they were listed", async () => {
    const api = new ScriptedClient(() => undefined);
    const computerName = " Reception desk <PC>. ";
    await new Computers(api.client).purge("u-1", [{ destinationId: "D-1", computerName }]);
    expect(api.calls).to.deep.equal(["DELETE /api/Users/u-1/Computers"]);
    expect(api.requests[0]?.body?.json).to.deep.equal([{ DestinationId: "D-1", ComputerName: computerName }]);
    expect(api.requests[0]?.body?.xml).to.deep.equal({
      name: "ArrayOfUserComputerData",
      children: [
        {
          name: "UserComputerData",
          children: [
            { name: "ComputerName", children: computerName },
            { name: "DestinationId", children: "D-1" },
          ],
        },
      ],
    });
  });

  it("says in its purpose how much is purged, and whose", async () => {
    const api = new ScriptedClient(() => undefined);
    const pair = { destinationId: "d-1", computerName: "a" };
    await new Computers(api.client).purge("u-1", [pair]);
    await new Computers(api.client).purge("u-1", [pair, pair]);
    expect(api.requests.map(({ purpose }) => purpose)).to.deep.equal([
      'purge the data of 1 computer of user "u-1"',
      'purge the data of 2 computers of user "u-1"',
    ]);
  });
});
