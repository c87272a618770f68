import { expect } from "chai";
import type { ApiRequest } from "../../provider/http/api-call.js";
import { Service } from "../../provider/service/service.js";
import { ScriptedClient } from "../endpoints/scripted-client.js";
import { rejectionOf } from "../rejection.js";
import { notFound } from "./call-failures.js";
import { VirtualClock } from "./virtual-clock.js";

const wireUser = (ID: string) => ({ ID, Email: `${ID}@example.com`, DestinationList: [] });
const bucket = { DestinationID: "d-1", AccountID: "a-1", Destination: "bucket" };

function setUp(answer: (request: ApiRequest) => unknown) {
  const clock = new VirtualClock();
  const api = new ScriptedClient(answer);
  const log = { info: () => undefined, warning: () => undefined, progress: () => undefined };
  const settings = {
    login: "api-login",
    apiUrl: "https://example.com",
    adoptExisting: false,
    maxConcurrency: 4,
  };
  return { clock, api, service: new Service({ client: api.client, settings, log, clock }) };
}

describe("The service as a run shares it", () => {
  it("is known by login and address", () => {
    expect(setUp(() => null).service.connection).to.equal("api-login at https://example.com");
  });

  it("reads one user by id and several by one list", async () => {
    const { clock, api, service } = setUp(({ path }) =>
      path.length === 3 ? wireUser("u-1") : [wireUser("u-1"), wireUser("u-2")],
    );
    await clock.until(service.userDirectory.item("u-1"));
    await clock.until(Promise.all([service.userDirectory.item("u-2"), service.userDirectory.item("u-3")]));
    expect(api.calls).to.deep.equal(["GET /api/Users/u-1", "GET /api/Users"]);
  });

  it("takes the word of the list when a user's own address answers 404", async () => {
    const { clock, service } = setUp(({ path }) => {
      if (path.length === 3) {
        throw notFound();
      }
      return [wireUser("u-2")];
    });
    expect(await clock.until(service.userDirectory.item("u-1"))).to.equal(undefined);
    expect((await clock.until(service.userDirectory.item("U-2")))?.userId).to.equal("u-2");
  });

  it("does not take a user for gone when the list answers 404 too: the address is wrong", async () => {
    const { clock, service } = setUp(() => {
      throw notFound();
    });
    expect((await clock.until(rejectionOf(service.userDirectory.item("u-1")))).name).to.equal(
      "NotFoundError",
    );
  });

  it("reads accounts one by one", async () => {
    const { clock, api, service } = setUp(({ path }) => ({ AccountID: path[2], Destinations: [bucket] }));
    await clock.until(Promise.all(["a-1", "a-2", "a-3"].map((id) => service.accountDirectory.item(id))));
    expect(api.calls).to.deep.equal([
      "GET /api/Accounts/a-1",
      "GET /api/Accounts/a-2",
      "GET /api/Accounts/a-3",
    ]);
  });

  it("takes an account for gone when neither its own address nor the list has it", async () => {
    const { clock, api, service } = setUp(({ path }) => {
      if (path.length === 3) {
        throw notFound();
      }
      return [{ AccountID: "a-2" }];
    });
    expect(await clock.until(service.accountDirectory.item("a-1"))).to.equal(undefined);
    expect(api.calls).to.deep.equal(["GET /api/Accounts/a-1", "GET /api/Accounts"]);
  });

  it("does not take an account for gone that the list has and its own address answers with nothing", async () => {
    const { clock, service } = setUp(({ path }) => (path.length === 3 ? null : [{ AccountID: "A-1" }]));
    const error = await clock.until(rejectionOf(service.accountDirectory.item("a-1")));
    expect(error.name).to.equal("NoAnswerError");
    expect(error.message).to.match(/^Could not read storage account "a-1": the service answers with nothing/);
  });

  it("does not take an account's destinations for gone when only the account's own address answers 404", async () => {
    const { clock, service } = setUp(({ path }) => {
      if (path.length === 3) {
        throw notFound();
      }
      return [{ AccountID: "a-1", DisplayName: "without destinations" }];
    });
    const read = service.accountDirectory.item("a-1").then(
      (account) => account?.destinations.length,
      () => "an error",
    );
    expect(await clock.until(read)).to.equal("an error");
  });
});
