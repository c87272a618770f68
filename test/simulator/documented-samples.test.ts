import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "chai";
import { sampleTenant, startSimulator, type Simulator, type TenantState } from "../../simulator/index.js";
import { openApi } from "../../simulator/openapi.js";
import { ApiCaller } from "./api-caller.js";
import * as documented from "./fixtures/documented-requests.js";

interface Example {
  readonly content?: Readonly<Record<string, { readonly schema?: object; readonly example?: unknown }>>;
}

const json = "application/json";
const xml = "application/xml";

describe("the samples of the API's documentation", () => {
  let simulator: Simulator | undefined;
  afterEach(() => simulator?.stop());

  const start = async (tenant: Partial<TenantState>): Promise<ApiCaller> => {
    simulator = await startSimulator({ tenant: { ...sampleTenant(), ...tenant } });
    return ApiCaller.login(simulator);
  };
  const accountWith = (id: string, bucket: string) => ({
    AccountID: id,
    DisplayName: "Sample",
    StorageType: "AmazonS3",
    Destinations: [{ DestinationID: "destination", Destination: bucket }],
  });
  const userWith = (id: string) => ({ ID: id, Email: "user", Enabled: true, DestinationList: [] });

  for (const [contentType, body, bucket] of [
    [json, documented.removeDestinationJson, "targetBucket"],
    [xml, documented.removeDestinationXml, "sample string 2"],
  ] as const) {
    it(`remove a destination from an account (${contentType})`, async () => {
      const account = accountWith("adfc2826-3776-4f36-985d-a95cd3b59894", bucket);
      const api = await start({ accounts: [account], users: [] });
      const path = "/api/Accounts/RemoveDestination";
      const removed = await api.call("PUT", path, { body, headers: { "content-type": contentType } });
      expect([removed.status, removed.text]).to.deep.equal([200, ""]);
      expect(simulator?.tenant.accounts[0]?.Destinations).to.deep.equal([]);
    });
  }

  for (const [contentType, body, ids] of [
    [xml, documented.addToUserXml, ["sample string 1", "sample string 2", "sample string 3", 4]],
    [
      json,
      documented.addToUserJson.replace("MBSpackageID", "27755"),
      ["MBS user ID", "Storage Account ID", "Storage Bucket", 27755],
    ],
    [
      json,
      documented.addToUserPython,
      ["e6199730-f98c-4fbd-aa0d-b1b5551f2df3", "94bf5b06-79a0-4a52-88ed-36da652f4254", "main", 27755],
    ],
  ] as const) {
    it(`add the destination "${ids[2]}" to a user (${contentType})`, async () => {
      const [user, account, bucket, ID] = ids;
      const packages = [{ ID, Name: "Sample" }];
      const api = await start({
        accounts: [accountWith(account, bucket)],
        users: [userWith(user)],
        packages,
      });
      const added = await api.call("POST", "/api/Destinations", {
        body,
        headers: { "content-type": contentType },
      });
      expect(added.status).to.equal(200);
      expect(simulator?.tenant.users[0]?.DestinationList[0]).to.include({ PackageID: ID });
    });
  }

  it("have a placeholder for the package in one JSON sample, which is refused as no number", async () => {
    const api = await start({});
    const refused = await api.call("POST", "/api/Destinations", { body: documented.addToUserJson });
    expect(refused.json()).to.have.nested.property("ModelState.PackageID");
  });

  for (const [contentType, body, pairs] of [
    [
      json,
      documented.deleteComputerDataJson,
      [
        ["b17266e7-8b8e-4c3f-b1bb-911b9sdf", "Charlie Marketing MacBook"],
        ["b17266e7-8b8e-4c3f-b1bb-911b9e8sdf", "Jane sales Acer"],
      ],
    ],
    [xml, documented.deleteComputerDataXml, [["b17266e7-8b8e-4c3f-b1bb-911b9e89f90e", "sample string 2"]]],
  ] as const) {
    it(`delete computer data (${contentType})`, async () => {
      const computers = pairs.map(([DestinationId, ComputerName]) => ({
        UserID: "u",
        DestinationId,
        ComputerName,
      }));
      const api = await start({ computers });
      const path = "/api/Users/u/Computers";
      const purged = await api.call("DELETE", path, { body, headers: { "content-type": contentType } });
      expect([purged.status, purged.text]).to.deep.equal([200, ""]);
      expect(simulator?.tenant.computers).to.deep.equal([]);
    });
  }

  it("are answered as the API description's schemas say, for every read", async () => {
    const api = await start({});
    const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema(
      { components: openApi().components },
      "mbs",
    );
    for (const path of [
      "/api/Users",
      "/api/Users/{id}:5f0c2a7e-91d4-4b63-8a1e-2c7d90b4e611",
      "/api/Users/{userId}/Computers:5f0c2a7e-91d4-4b63-8a1e-2c7d90b4e611",
      "/api/Accounts",
      "/api/Accounts/{id}:adfc2826-3776-4f36-985d-a95cd3b59894",
      "/api/Destinations",
      "/api/Destinations/{userEmailOrId}:ops.kim",
      "/api/Packages",
      "/api/Packages/{id}:30412",
      "/api/Companies",
      "/api/Licenses",
      "/api/Administrators",
    ]) {
      const [template = "", id = ""] = path.split(":");
      const answered = await api.get(template.replace(/\{\w+\}/, id));
      const { schema } =
        (openApi().paths[template]?.["get"]?.responses["200"] as Example).content?.[json] ?? {};
      const pointers = JSON.stringify(schema).replaceAll('"#/', '"mbs#/');
      const judge = ajv.compile(JSON.parse(pointers) as object);
      expect(judge(answered.json()), `${path}: ${ajv.errorsText(judge.errors)}`).to.equal(true);
    }
  });

  it("of the XML replies are written as the API description shows them", async () => {
    const account = "0b6e4d19-3c82-4f7a-9d55-71ea28c6b940";
    const bucket = { Destination: "acme-backups-eu", DestinationDisplayName: "EU bucket" };
    const { users, packages, computers, administrators } = sampleTenant();
    const api = await start({
      accounts: [
        {
          AccountID: account,
          DateCreated: "2024-06-11T07:22:41.330+00:00",
          DisplayName: "Acme object storage",
          StorageType: "AmazonS3",
          Destinations: [{ ...bucket, DestinationID: "9a2f6c31-08b7-4e5d-a6c4-5b13f7e8d026" }],
        },
      ],
      users: users.slice(1, 2).map((user) => ({
        ...user,
        DestinationList: user.DestinationList.map((entry) => ({ ...entry, AccountID: account })),
      })),
      packages: packages.filter(({ ID }) => ID === 30412),
      computers: computers.slice(2),
      administrators,
    });
    for (const path of [
      "/api/Users",
      "/api/Users/{id}:5f0c2a7e-91d4-4b63-8a1e-2c7d90b4e611",
      "/api/Users/{userId}/Computers:5f0c2a7e-91d4-4b63-8a1e-2c7d90b4e611",
      "/api/Accounts",
      `/api/Accounts/{id}:${account}`,
      "/api/Destinations",
      "/api/Destinations/{userEmailOrId}:ops.kim",
      "/api/Packages",
      "/api/Packages/{id}:30412",
      "/api/Administrators",
    ]) {
      const [template = "", id = ""] = path.split(":");
      const answered = await api.get(template.replace(/\{\w+\}/, id), xml);
      const { example } =
        (openApi().paths[template]?.["get"]?.responses["200"] as Example).content?.[xml] ?? {};
      expect(answered.text, path).to.equal(withoutLayout(String(example)));
    }
  });
});

function withoutLayout(text: string): string {
  const line = text.replace(/>\s+</g, "><").replaceAll(" />", "/>").trim();
  // A whole number is written without a fraction.
  return line.replace(/>(-?\d+)\.0</g, ">$1<");
}
