import { expect } from "chai";
import type { ComputerDataPair, Computers } from "../../provider/endpoints/computers.js";
import type { User } from "../../provider/endpoints/users.js";
import { computerDirectory } from "../../provider/service/computer-list.js";
import { Directory } from "../../provider/service/directory.js";
import { rejectionOf } from "../rejection.js";
import { lostAnswer, notFound } from "./call-failures.js";
import { VirtualClock } from "./virtual-clock.js";

const pair = { destinationId: "d-1", computerName: "nas-01" };

function setUp(list: () => Promise<ComputerDataPair[] | undefined>, userExists: boolean) {
  const clock = new VirtualClock();
  let reads = 0;
  const users = new Directory<User>(
    {
      one: (userId) => {
        reads += 1;
        return Promise.resolve(userExists ? { userId, login: undefined, destinations: [] } : undefined);
      },
      idOf: ({ userId }) => userId,
      gathers: true,
    },
    clock,
  );
  const directory = computerDirectory({ list } as unknown as Computers, users, clock);
  return { read: () => clock.until(directory.item("u-1")), userReads: () => reads };
}

describe("The list of a user's computers", () => {
  it("is taken as it is when it has entries, without a look at the user", async () => {
    const { read, userReads } = setUp(() => Promise.resolve([pair]), false);
    expect(await read()).to.deep.equal({ userId: "u-1", pairs: [pair] });
    expect(userReads()).to.equal(0);
  });

  for (const [what, list] of [
    ["empty", () => Promise.resolve([])],
    ["null", () => Promise.resolve(undefined)],
    ["404", () => Promise.reject(notFound())],
  ] as const) {
    it(`does not pass for proof that nothing is stored when it is ${what} and the user is gone`, async () => {
      expect(await setUp(list, false).read()).to.equal(undefined);
    });
  }

  it("is empty when it has no entries and the user exists", async () => {
    expect(await setUp(() => Promise.resolve([]), true).read()).to.deep.equal({ userId: "u-1", pairs: [] });
  });

  it("is an error when it is null although the user exists: no list must not pass for an empty one", async () => {
    const error = await rejectionOf(setUp(() => Promise.resolve(undefined), true).read());
    expect(error.name).to.equal("NoAnswerError");
  });

  it("is an error when it is 404 although the user exists: the address is wrong, not the data gone", async () => {
    expect((await rejectionOf(setUp(() => Promise.reject(notFound()), true).read())).name).to.equal(
      "NotFoundError",
    );
  });

  it("is an error when it cannot be had", async () => {
    expect((await rejectionOf(setUp(() => Promise.reject(lostAnswer()), true).read())).name).to.equal(
      "NetworkError",
    );
  });
});
