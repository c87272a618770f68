import { expect } from "chai";
import type { ApiRequest } from "../../provider/http/api-call.js";
import { DeclaredObjects } from "../../provider/lifecycle/declared-objects.js";
import { accountDestination } from "../../provider/resources/account-destination/lifecycle.js";
import { userDestination } from "../../provider/resources/user-destination/lifecycle.js";
import { Service } from "../../provider/service/service.js";
import { ScriptedClient } from "../endpoints/scripted-client.js";
import { refusal } from "../service/call-failures.js";
import { unknownMarkers } from "../host/unknown-markers.js";
import { VirtualClock } from "../service/virtual-clock.js";

const connection = "api-login at https://example.com";
const bucket = { accountId: "a-1", destination: "bucket", displayName: "bucket" };
const assigned = { userId: "u-1", accountId: "a-1", destination: "bucket", packageId: 1 };
const wireBucket = { DestinationID: "d-1", Destination: "bucket", DestinationDisplayName: "bucket" };
const wireAssignment = { ID: "e-1", AccountID: "a-1", Destination: "bucket", PackageID: 1 };

function setUp(answer: (request: ApiRequest) => unknown) {
  const clock = new VirtualClock();
  const api = new ScriptedClient(async (request) => {
    await clock.sleep(10);
    return answer(request);
  });
  const log = { info: () => undefined, warning: () => undefined, progress: () => undefined };
  const settings = {
    login: "api-login",
    apiUrl: "https://example.com",
    adoptExisting: false,
    maxConcurrency: 4,
  };
  const writes = () => api.calls.filter((call) => !call.startsWith("GET"));
  return { clock, writes, service: new Service({ client: api.client, settings, log, clock }) };
}

describe("An object that the program declares by a resource of another name", () => {
  const bucketState = { ...bucket, destinationId: "d-1", connection };
  const assignmentState = { ...assigned, connection };

  it("is not removed with the resource of the old name: AccountDestination", async () => {
    const { clock, writes, service } = setUp(({ path }) =>
      path[1] === "Users" ? [] : { AccountID: "a-1", Destinations: [wireBucket] },
    );
    const lifecycle = accountDestination(new DeclaredObjects());
    lifecycle.check({}, bucket);
    await clock.until(lifecycle.delete(service, "d-1", bucketState));
    expect(writes()).to.deep.equal([]);
  });

  it("is not removed with the resource of the old name: UserDestination", async () => {
    const { clock, writes, service } = setUp(() => ({ ID: "u-1", DestinationList: [wireAssignment] }));
    const lifecycle = userDestination(new DeclaredObjects());
    lifecycle.check({}, assigned);
    await clock.until(lifecycle.delete(service, "e-1", assignmentState));
    expect(writes()).to.deep.equal([]);
  });

  it("is removed when the declaration is wrong or not known yet, and so names no object", async () => {
    const { clock, writes, service } = setUp(() => ({ ID: "u-1", DestinationList: [wireAssignment] }));
    const lifecycle = userDestination(new DeclaredObjects());
    lifecycle.check({}, { ...assigned, packageId: -1 });
    lifecycle.check({}, { ...assigned, packageId: unknownMarkers.number });
    await clock.until(lifecycle.delete(service, "e-1", assignmentState));
    expect(writes()).to.have.lengthOf(1);
  });
});

describe("An id that now belongs to something else", () => {
  it("is not taken from the user", async () => {
    const other = { ...wireAssignment, AccountID: "a-2", Destination: "other" };
    const { clock, writes, service } = setUp(({ path }) =>
      path.length === 2 ? [{ ID: "u-1", DestinationList: [other] }] : { ID: "u-1", DestinationList: [other] },
    );
    const deleting = userDestination(new DeclaredObjects()).delete(service, "e-1", {
      ...assigned,
      connection,
    });
    await clock.until(deleting.catch((error: unknown) => error));
    expect(writes()).to.deep.equal([]);
  });
});

describe("A destination that somebody removes at the same time", () => {
  it("counts as deleted", async () => {
    let destinations = [wireBucket];
    const { clock, service } = setUp(({ path }) => {
      if (path[2] === "RemoveDestination") {
        destinations = [];
        throw refusal();
      }
      return path[1] === "Users" ? [] : { AccountID: "a-1", Destinations: destinations };
    });
    await clock.until(
      accountDestination(new DeclaredObjects()).delete(service, "d-1", {
        ...bucket,
        destinationId: "d-1",
        connection,
      }),
    );
  });
});

describe("An object whose creation was never confirmed", () => {
  it("is not created in another MBS account", async () => {
    const { clock, writes, service } = setUp(({ path }) =>
      path[1] === "Users" ? [] : { AccountID: "a-1", Destinations: [] },
    );
    const elsewhere = { ...bucket, connection: "other at https://example.com" };
    const updating = accountDestination(new DeclaredObjects()).update(
      service,
      "unconfirmed:a-1/bucket",
      elsewhere,
      bucket,
    );
    await clock.until(updating.catch((error: unknown) => error));
    expect(writes()).to.deep.equal([]);
  });
});
