import { expect } from "chai";
import { XMLParser } from "fast-xml-parser";
import { Accounts } from "../../provider/endpoints/accounts.js";
import { Computers } from "../../provider/endpoints/computers.js";
import { Destinations } from "../../provider/endpoints/destinations.js";
import { MbsClient } from "../../provider/http/client.js";
import { defaultConnectionSettings, type RequestFormat } from "../../provider/http/settings.js";
import { startSimulator, type LoggedRequest } from "../../simulator/index.js";
import * as documented from "../simulator/fixtures/documented-requests.js";

interface Sample {
  readonly page: string;
  readonly format: RequestFormat;
  readonly request: string;
  /** The sample as the page has it, or with the deviation that is named. */
  readonly body: string;
  /** Calls the endpoint with the sample's values. */
  send(client: MbsClient): Promise<unknown>;
}

const removal = (destination: string, displayName: string) => (client: MbsClient) =>
  new Accounts(client).removeDestination("the-id", {
    accountId: "adfc2826-3776-4f36-985d-a95cd3b59894",
    destination,
    displayName,
  });

const sampleComputer = {
  computerName: "sample string 2",
  destinationId: "b17266e7-8b8e-4c3f-b1bb-911b9e89f90e",
};

const samples: readonly Sample[] = [
  {
    page: "Remove Destination from Account, with the id that newer pages require",
    format: "json",
    request: "PUT /api/Accounts/RemoveDestination",
    body: documented.removeDestinationJson.replace("}", ', "DestinationID": "the-id" }'),
    send: removal("targetBucket", "Backup Container"),
  },
  {
    page: "Remove Destination from Account, with the id that newer pages require",
    format: "xml",
    request: "PUT /api/Accounts/RemoveDestination",
    body: documented.removeDestinationXml.replace(
      "</DestinationOfAccount>",
      "<DestinationID>the-id</DestinationID></DestinationOfAccount>",
    ),
    send: removal("sample string 2", "sample string 3"),
  },
  {
    page: "Add Destinations to a User, with a number for the placeholder of the package",
    format: "json",
    request: "POST /api/Destinations",
    body: documented.addToUserJson.replace('"MBSpackageID"', "27755"),
    send: (client) =>
      new Destinations(client).add({
        userId: "MBS user ID",
        accountId: "Storage Account ID",
        destination: "Storage Bucket",
        packageId: 27755,
      }),
  },
  {
    page: "Add Destinations to a User",
    format: "xml",
    request: "POST /api/Destinations",
    body: documented.addToUserXml,
    send: (client) =>
      new Destinations(client).add({
        userId: "sample string 1",
        accountId: "sample string 2",
        destination: "sample string 3",
        packageId: 4,
      }),
  },
  {
    page: "Delete a User's Data in Backup Storage",
    format: "json",
    request: "DELETE /api/Users/user/Computers",
    body: documented.deleteComputerDataJson,
    send: (client) =>
      new Computers(client).purge("user", [
        { destinationId: "b17266e7-8b8e-4c3f-b1bb-911b9sdf", computerName: "Charlie Marketing MacBook" },
        { destinationId: "b17266e7-8b8e-4c3f-b1bb-911b9e8sdf", computerName: "Jane sales Acer" },
      ]),
  },
  {
    page: "Delete a User's Data in Backup Storage",
    format: "xml",
    request: "DELETE /api/Users/user/Computers",
    body: documented.deleteComputerDataXml,
    send: (client) => new Computers(client).purge("user", [sampleComputer, sampleComputer]),
  },
];

/** Everything that XML can mean here: names, order, namespaces and texts, without the white space of the layout. */
const meaningOfXml = (text: string): unknown =>
  new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    trimValues: true,
    parseTagValue: false,
  }).parse(text);

const meaning = (format: RequestFormat, text: string): unknown =>
  format === "xml" ? meaningOfXml(text) : (JSON.parse(text) as unknown);

async function sentBy(sample: Sample): Promise<LoggedRequest> {
  const simulator = await startSimulator();
  const client = new MbsClient({
    ...defaultConnectionSettings,
    login: "acme-api",
    password: "example-password",
    apiUrl: simulator.url,
    requestFormat: sample.format,
  });
  try {
    // The values of the pages exist in no tenant, so the service may refuse them: what counts is what was sent.
    await Promise.allSettled([sample.send(client)]);
    const request = simulator.requests.at(-1);
    if (request === undefined) {
      throw new Error("Nothing was sent.");
    }
    return request;
  } finally {
    client.close();
    await simulator.stop();
  }
}

describe("What is sent", () => {
  for (const sample of samples) {
    it(`means the same as the sample of the page "${sample.page}" (${sample.format})`, async () => {
      const sent = await sentBy(sample);
      expect(`${sent.method} ${sent.path}`).to.equal(sample.request);
      expect(sent.contentType).to.match(sample.format === "xml" ? /^application\/xml/ : /^application\/json/);
      expect(meaning(sample.format, sent.requestBody)).to.deep.equal(meaning(sample.format, sample.body));
    });
  }
});
