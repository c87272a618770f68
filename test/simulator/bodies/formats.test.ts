import { expect } from "chai";
import { startSimulator, type Simulator } from "../../../simulator/index.js";
import { ApiCaller } from "../api-caller.js";
import { charlie, mainStorage, objectStorage } from "../sample-ids.js";

const namespace = 'xmlns="http://schemas.datacontract.org/2004/07/MBSAPImvc.Engine.Models"';
const elements = {
  AccountID: `<AccountID>${mainStorage}</AccountID>`,
  Destination: "<Destination>main</Destination>",
  PackageID: "<PackageID>27755</PackageID>",
  UserID: `<UserID>${charlie}</UserID>`,
};
type Element = keyof typeof elements;
const documented: readonly Element[] = ["AccountID", "Destination", "PackageID", "UserID"];

describe("the simulator's formats", () => {
  let simulator: Simulator;
  let api: ApiCaller;
  beforeEach(async () => {
    simulator = await startSimulator();
    api = await ApiCaller.login(simulator);
  });
  afterEach(() => simulator.stop());

  const post = (body: string, contentType = "application/xml", path = "/api/Destinations") =>
    api.call("POST", path, { body, headers: { "content-type": contentType } });
  const assignment = (order: readonly Element[], root = "AddUserDestination", attributes = namespace) =>
    `<${root} ${attributes}>${order.map((name) => elements[name]).join("")}</${root}>`;
  const missing = async (body: string) => {
    const refused = await post(body);
    expect(refused.status).to.equal(400);
    return Object.keys((refused.json() as { ModelState: object }).ModelState);
  };

  for (const contentType of ["application/xml", "text/xml; charset=utf-8"]) {
    it(`read ${contentType} in the documented order`, async () => {
      expect((await post(assignment(documented), contentType)).status).to.equal(200);
      expect(simulator.tenant.users[0]?.DestinationList[0]).to.include({
        Destination: "main",
        PackageID: 27755,
      });
    });
  }

  it("count an element out of order as absent", async () => {
    expect(await missing(assignment(["UserID", "AccountID", "Destination", "PackageID"]))).to.deep.equal([
      "AccountID",
      "Destination",
      "PackageID",
    ]);
    expect(await missing(assignment(["AccountID", "PackageID", "Destination", "UserID"]))).to.deep.equal([
      "Destination",
    ]);
  });

  it("pass over unknown elements without losing their place", async () => {
    const body = assignment(documented).replace(
      "<Destination>",
      "<Extra><AccountID>x</AccountID></Extra><Destination>",
    );
    expect((await post(body)).status).to.equal(200);
  });

  it("refuse a root with another name or without the namespace", async () => {
    expect(await missing(assignment(documented, "UserDestination"))).to.deep.equal(["body"]);
    expect(await missing(assignment(documented, "AddUserDestination", ""))).to.deep.equal(["body"]);
  });

  it("understand a prefix for the namespace, and ignore elements in another one", async () => {
    const prefixed = assignment(documented, "AddUserDestination", namespace.replace("xmlns=", "xmlns:m="));
    expect((await post(prefixed.replace(/<(\/?)/g, "<$1m:"))).status).to.equal(200);
    const foreign = assignment(documented).replace("<Destination>", '<Destination xmlns="urn:other">');
    expect(await missing(foreign)).to.deep.equal(["Destination"]);
  });

  it("refuse what is no XML, a document type, and a number that is none", async () => {
    expect(await missing("<AddUserDestination")).to.deep.equal(["body"]);
    expect(await missing(`<!DOCTYPE x>${assignment(documented)}`)).to.deep.equal(["body"]);
    expect(await missing(assignment(documented).replace("27755", "many"))).to.deep.equal(["PackageID"]);
    expect(await missing("")).to.deep.equal(["body"]);
  });

  it("keep text to the character: spaces, markup, entities", async () => {
    const name = "  R&D <new>  é 𝄞 &amp; ";
    const escaped = name.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    const body = `<DestinationOfAccountCreate ${namespace}><AccountID>${objectStorage}</AccountID>
      <Destination>bucket</Destination><DestinationDisplayName>${escaped}</DestinationDisplayName></DestinationOfAccountCreate>`;
    const added = await post(body, "application/xml", "/api/Accounts/AddDestination");
    expect(added.json()).to.have.property("DestinationDisplayName", name);
    const read = await api.get(`/api/Accounts/${objectStorage}`, "application/xml");
    expect(read.text).to.include(escaped);
  });

  it("read nil as null, and either root of AddDestination", async () => {
    const body = `<DestinationOfAccount ${namespace} xmlns:i="http://www.w3.org/2001/XMLSchema-instance">
      <AccountID>${objectStorage}</AccountID><Destination>bucket</Destination>
      <DestinationDisplayName i:nil="true"/></DestinationOfAccount>`;
    const added = await post(body, "application/xml", "/api/Accounts/AddDestination");
    expect(added.json()).to.have.property("DestinationDisplayName", null);
  });

  it("answer 415 for XML where none is documented, and for other types", async () => {
    const put = (contentType: string) =>
      api.call("PUT", "/api/Destinations", { body: "x", headers: { "content-type": contentType } });
    expect((await put("application/xml")).status).to.equal(415);
    expect((await put("text/plain")).status).to.equal(415);
    expect((await put("application/x-www-form-urlencoded")).status).to.equal(415);
  });

  it("read JSON names in any case, and say which fields are wrong or missing", async () => {
    const loose = { userid: charlie, ACCOUNTID: mainStorage, destination: "main", packageId: "27755" };
    expect((await post(JSON.stringify(loose), "text/json")).status).to.equal(200);
    const wrong = await post(
      JSON.stringify({ UserID: 5, AccountID: "", Destination: "main" }),
      "application/json",
    );
    expect(wrong.json()).to.have.property("Message", "The request is invalid.");
    expect(faultyFields(wrong.text)).to.deep.equal(["PackageID", "UserID"]);
    const empty = { UserID: charlie, AccountID: "", Destination: "main", PackageID: 27755 };
    expect(faultyFields((await post(JSON.stringify(empty), "application/json")).text)).to.deep.equal([
      "AccountID",
    ]);
    expect((await post("{", "application/json")).status).to.equal(400);
  });

  it("answer in XML only when XML is asked for and JSON is not", async () => {
    const typeFor = async (accept: string) =>
      (await api.get("/api/Users", accept)).headers.get("content-type");
    expect(await typeFor("application/xml")).to.match(/^application\/xml/);
    expect(await typeFor("text/xml;q=0.9, */*")).to.match(/^application\/xml/);
    expect(await typeFor("application/xml, application/json;q=0.1")).to.match(/^application\/json/);
    expect(await typeFor("*/*")).to.match(/^application\/json/);
  });

  it("write a bare id in XML as a string of the serializer", async () => {
    simulator.behaviour.createReplies = "id";
    const headers = { "content-type": "application/xml", accept: "application/xml" };
    const added = await api.call("POST", "/api/Destinations", { body: assignment(documented), headers });
    const id = simulator.tenant.users[0]?.DestinationList[0]?.ID ?? "";
    const serialization = "http://schemas.microsoft.com/2003/10/Serialization/";
    expect(added.text).to.equal(`<string xmlns="${serialization}">${id}</string>`);
  });

  it("write errors and null in XML too", async () => {
    const error = await api.call("DELETE", "/api/Users/x", { headers: { accept: "text/xml" } });
    expect(error.text).to.equal("<Error><Message>User not found.</Message></Error>");
    const nothing = await api.get("/api/Users/x", "text/xml");
    expect(nothing.text).to.match(/^<UsersModels .*i:nil="true"\/>$/);
    const invalid = await api.call("DELETE", `/api/Users/${charlie}/Computers`, {
      body: "[{}]",
      headers: { accept: "text/xml" },
    });
    expect(invalid.text).to.include("<_x005B_0_x005D_.ComputerName>");
  });
});

function faultyFields(text: string): string[] {
  return Object.keys((JSON.parse(text) as { ModelState: object }).ModelState).sort();
}
