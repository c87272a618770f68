import { expect } from "chai";
import { Computers, type ComputerDataPair } from "../../provider/endpoints/computers.js";
import type { ApiRequest } from "../../provider/http/api-call.js";
import { Directory } from "../../provider/service/directory.js";
import type { ComputerList } from "../../provider/service/computer-list.js";
import { Purges } from "../../provider/service/purges.js";
import { ScriptedClient } from "../endpoints/scripted-client.js";
import { rejectionOf } from "../rejection.js";
import { lostAnswer, refusal } from "./call-failures.js";
import { VirtualClock } from "./virtual-clock.js";

const pair = (computerName: string, destinationId = "d-1"): ComputerDataPair => ({
  destinationId,
  computerName,
});
const [a, b, c] = [pair("a"), pair("b"), pair("c")] as const;

/** A service that lists pairs by user; `undefined`: the user is gone. */
function setUp(stored: Record<string, readonly ComputerDataPair[] | undefined | Error>) {
  const clock = new VirtualClock();
  const lists: string[] = [];
  const ends: (() => Error)[] = [];
  const api = new ScriptedClient(async () => {
    await clock.sleep(10);
    const end = ends.shift();
    if (end !== undefined) {
      throw end();
    }
  });
  const directory = new Directory<ComputerList>(
    {
      one: (userId) => {
        lists.push(userId);
        const pairs = stored[userId.toLowerCase()];
        return pairs instanceof Error
          ? Promise.reject(pairs)
          : Promise.resolve(pairs === undefined ? undefined : { userId, pairs });
      },
      idOf: ({ userId }) => userId,
      gathers: false,
    },
    clock,
  );
  const purges = new Purges(new Computers(api.client), directory, clock);
  /** The names of the computers in each request. */
  const sent = () => api.requests.map(namesIn);
  return { clock, lists, api, purges, sent, stored, ends };
}

function namesIn({ body }: ApiRequest): string[] {
  return (body?.json as { ComputerName: string }[]).map(({ ComputerName }) => ComputerName);
}

const all = (listed: readonly ComputerDataPair[] | undefined) => listed ?? [];
const only = (wanted: ComputerDataPair) => (listed: readonly ComputerDataPair[] | undefined) =>
  (listed ?? []).filter(({ computerName }) => computerName === wanted.computerName);

describe("Orders to purge", () => {
  it("of one user that come together are one list and one request", async () => {
    const { clock, lists, purges, sent, api } = setUp({ "u-1": [a, b, c] });
    const results = await clock.until(
      Promise.all([purges.order("u-1", only(a)), purges.order("U-1", only(c)), purges.order("u-1", only(a))]),
    );
    expect(results).to.deep.equal([[a], [c], [a]]);
    expect(lists).to.have.lengthOf(1);
    expect(sent()).to.deep.equal([["a", "c"]]);
    expect(api.calls).to.deep.equal(["DELETE /api/Users/u-1/Computers"]);
  });

  it("of two users are two requests", async () => {
    const { clock, purges, api } = setUp({ "u-1": [a], "u-2": [b] });
    await clock.until(Promise.all([purges.order("u-1", all), purges.order("u-2", all)]));
    expect(api.calls).to.have.members(["DELETE /api/Users/u-1/Computers", "DELETE /api/Users/u-2/Computers"]);
  });

  it("that come later look again", async () => {
    const { clock, lists, purges } = setUp({ "u-1": [a] });
    await clock.until(purges.order("u-1", all));
    await clock.until(purges.order("u-1", all));
    expect(lists).to.have.lengthOf(2);
  });

  it("look at the service as it is now, not as it was earlier in the run", async () => {
    const { clock, purges, stored, sent } = setUp({ "u-1": [a, b] });
    await clock.until(purges.order("u-1", only(a)));
    stored["u-1"] = [b, c];
    await clock.until(purges.order("u-1", all));
    expect(sent()).to.deep.equal([["a"], ["b", "c"]]);
  });

  it("send nothing at all when nothing is chosen, because an empty array could mean everything", async () => {
    const { clock, purges, api } = setUp({ "u-1": [a] });
    expect(await clock.until(purges.order("u-1", () => []))).to.deep.equal([]);
    expect(api.requests).to.deep.equal([]);
  });

  it("send nothing when the list fails", async () => {
    const { clock, purges, api } = setUp({ "u-1": lostAnswer() });
    const errors = await clock.until(
      Promise.all([rejectionOf(purges.order("u-1", all)), rejectionOf(purges.order("u-1", all))]),
    );
    expect(errors.map(({ name }) => name)).to.deep.equal(["NetworkError", "NetworkError"]);
    expect(api.requests).to.deep.equal([]);
  });

  it("can choose from what they know when the user is gone", async () => {
    const { clock, purges, sent } = setUp({ "u-1": undefined });
    const choose = (listed: readonly ComputerDataPair[] | undefined) => (listed === undefined ? [b] : []);
    await clock.until(purges.order("u-1", choose));
    expect(sent()).to.deep.equal([["b"]]);
  });

  it("that refuse to choose fail alone", async () => {
    const { clock, purges, sent } = setUp({ "u-1": [a, b] });
    const refused = rejectionOf(
      purges.order("u-1", () => {
        throw new Error("unknown computer");
      }),
    );
    const granted = purges.order("u-1", only(b));
    expect(await clock.until(granted)).to.deep.equal([b]);
    expect((await refused).message).to.equal("unknown computer");
    expect(sent()).to.deep.equal([["b"]]);
  });

  it("carry each pair once", async () => {
    const { clock, purges, sent } = setUp({ "u-1": [a, a, { ...a, destinationId: "D-1" }] });
    expect(await clock.until(purges.order("u-1", all))).to.have.lengthOf(1);
    expect(sent()).to.deep.equal([["a"]]);
  });
});

describe("A purge whose answer was lost", () => {
  it("is ordered again only for what is still listed", async () => {
    const { clock, purges, sent, stored, ends, lists } = setUp({ "u-1": [a, b, c] });
    ends.push(() => {
      stored["u-1"] = [c];
      return lostAnswer();
    });
    expect(await clock.until(purges.order("u-1", all))).to.deep.equal([a, b, c]);
    expect(sent()).to.deep.equal([["a", "b", "c"], ["c"]]);
    expect(lists).to.have.lengthOf(2);
  });

  it("is not ordered again when nothing of it is listed any more", async () => {
    const { clock, purges, sent, stored, ends } = setUp({ "u-1": [a] });
    ends.push(() => {
      stored["u-1"] = [];
      return lostAnswer();
    });
    expect(await clock.until(purges.order("u-1", all))).to.deep.equal([a]);
    expect(sent()).to.deep.equal([["a"]]);
  });

  it("never orders again what was not chosen, however the list has grown", async () => {
    const { clock, purges, sent, stored, ends } = setUp({ "u-1": [a] });
    ends.push(() => {
      stored["u-1"] = [a, b];
      return lostAnswer();
    });
    await clock.until(purges.order("u-1", all));
    expect(sent()).to.deep.equal([["a"], ["a"]]);
  });

  it("is ordered three times at most", async () => {
    const { clock, purges, sent, ends } = setUp({ "u-1": [a] });
    ends.push(lostAnswer, lostAnswer, lostAnswer, lostAnswer);
    const error = await clock.until(rejectionOf(purges.order("u-1", all)));
    expect(error.name).to.equal("NetworkError");
    expect(sent()).to.have.lengthOf(3);
  });

  it("is ordered again as it was when the user is gone by then", async () => {
    const { clock, purges, sent, stored, ends } = setUp({ "u-1": [a, b] });
    ends.push(() => {
      stored["u-1"] = undefined;
      return lostAnswer();
    });
    await clock.until(purges.order("u-1", all));
    expect(sent()).to.deep.equal([
      ["a", "b"],
      ["a", "b"],
    ]);
  });

  for (const [what, failure, told] of [
    ["the service cannot be looked at, and the lost answer is told", refusal(), "NetworkError"],
    ["a look fails on a fault of this program, and that is told", new TypeError("fault"), "TypeError"],
  ] as const) {
    it(`is not ordered again when ${what}`, async () => {
      const { clock, purges, sent, stored, ends } = setUp({ "u-1": [a] });
      ends.push(() => {
        stored["u-1"] = failure;
        return lostAnswer();
      });
      const error = await clock.until(rejectionOf(purges.order("u-1", all)));
      expect(error.name).to.equal(told);
      expect(sent()).to.have.lengthOf(1);
    });
  }
});

describe("A purge that the service refuses", () => {
  it("is not ordered again and fails every order that it was for", async () => {
    const { clock, purges, sent, ends } = setUp({ "u-1": [a, b] });
    ends.push(refusal);
    const errors = await clock.until(
      Promise.all([rejectionOf(purges.order("u-1", only(a))), rejectionOf(purges.order("u-1", only(b)))]),
    );
    expect(errors.map(({ name }) => name)).to.deep.equal(["RequestRejectedError", "RequestRejectedError"]);
    expect(sent()).to.have.lengthOf(1);
  });

  it("does not fail an order that had nothing in it", async () => {
    const { clock, purges, ends } = setUp({ "u-1": [a] });
    ends.push(refusal);
    const failed = rejectionOf(purges.order("u-1", only(a)));
    const nothing = purges.order("u-1", () => []);
    expect(await clock.until(nothing)).to.deep.equal([]);
    expect((await clock.until(failed)).name).to.equal("RequestRejectedError");
  });
});
