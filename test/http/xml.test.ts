import { XMLParser } from "fast-xml-parser";
import { expect } from "chai";
import * as fc from "fast-check";
import { UnsendableRequestError } from "../../provider/http/errors.js";
import { buildXml, UnfitForXmlError, type XmlElement } from "../../provider/http/xml.js";
import { LocalService, rejection, write } from "./local-service.js";

const namespaces =
  'xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.datacontract.org/2004/07/MBSAPImvc.Engine.Models"';

const leaf = (name: string, children: string): XmlElement => ({ name, children });

// The samples of the API's documentation.
const samples: readonly (readonly [root: XmlElement, sample: string])[] = [
  [
    {
      name: "DestinationOfAccount",
      children: [
        leaf("AccountID", "adfc2826-3776-4f36-985d-a95cd3b59894"),
        leaf("Destination", "sample string 2"),
        leaf("DestinationDisplayName", "sample string 3"),
      ],
    },
    `<DestinationOfAccount ${namespaces}>
  <AccountID>adfc2826-3776-4f36-985d-a95cd3b59894</AccountID>
  <Destination>sample string 2</Destination>
  <DestinationDisplayName>sample string 3</DestinationDisplayName>
</DestinationOfAccount>`,
  ],
  [
    {
      name: "AddUserDestination",
      children: [
        leaf("AccountID", "sample string 2"),
        leaf("Destination", "sample string 3"),
        leaf("PackageID", "4"),
        leaf("UserID", "sample string 1"),
      ],
    },
    `<AddUserDestination ${namespaces}>
  <AccountID>sample string 2</AccountID>
  <Destination>sample string 3</Destination>
  <PackageID>4</PackageID>
  <UserID>sample string 1</UserID>
</AddUserDestination>`,
  ],
  [
    {
      name: "ArrayOfUserComputerData",
      children: Array<XmlElement>(2).fill({
        name: "UserComputerData",
        children: [
          leaf("ComputerName", "sample string 2"),
          leaf("DestinationId", "b17266e7-8b8e-4c3f-b1bb-911b9e89f90e"),
        ],
      }),
    },
    `<ArrayOfUserComputerData ${namespaces}>  <UserComputerData>    <ComputerName>sample string 2</ComputerName>    <DestinationId>b17266e7-8b8e-4c3f-b1bb-911b9e89f90e</DestinationId>  </UserComputerData>  <UserComputerData>    <ComputerName>sample string 2</ComputerName>    <DestinationId>b17266e7-8b8e-4c3f-b1bb-911b9e89f90e</DestinationId>  </UserComputerData></ArrayOfUserComputerData>`,
  ],
];

describe("an XML body", () => {
  for (const [root, sample] of samples) {
    it(`is the documented sample of ${root.name}, but for the white space between elements`, () => {
      expect(buildXml(root)).to.equal(sample.replace(/>\s+</g, "><"));
    });
  }

  it("carries every text that XML carries unharmed, and refuses every other (F42)", () => {
    const parser = new XMLParser({ parseTagValue: false, trimValues: false, htmlEntities: true });
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
        const illegal = Array.from(text).some((character) => {
          const code = character.codePointAt(0) ?? 0;
          return (code < 32 && ![9, 10].includes(code)) || code === 0xfffe || code === 0xffff;
        });
        if (illegal) {
          expect(() => buildXml(leaf("Name", text))).to.throw(UnfitForXmlError);
        } else {
          const read = parser.parse(buildXml(leaf("Name", text))) as { Name: string | { "#text"?: string } };
          expect(typeof read.Name === "string" ? read.Name : (read.Name["#text"] ?? "")).to.equal(text);
        }
      }),
    );
  });

  for (const text of ["\ud800", "\udc00\ud800", "a\u0000"]) {
    it(`refuses ${JSON.stringify(text)} by name of the element`, () => {
      expect(() => buildXml(leaf("ComputerName", text))).to.throw(
        UnfitForXmlError,
        /^ComputerName contains the character U\+/,
      );
    });
  }

  it("names the first character that does not fit", () => {
    expect(() => buildXml(leaf("Name", "\u{1F600}a\ufffeb\u0001"))).to.throw(
      UnfitForXmlError,
      /^Name contains the character U\+FFFE, which XML cannot carry; msp360:requestFormat "json" can$/,
    );
  });

  describe("of a call", () => {
    let service: LocalService;

    beforeEach(async () => {
      service = await LocalService.start();
    });

    afterEach(() => service.stop());

    const [root, sample] = samples[1] ?? [leaf("", ""), ""];

    it("is sent in the format xml, with JSON still for logins and for bodies without an XML form", async () => {
      const client = service.client({ requestFormat: "xml" });
      await client.call({ ...write, body: { json: {}, xml: root } });
      await client.call(write);
      expect(service.calls[0]?.body).to.equal(sample.replace(/>\s+</g, "><"));
      const types = [...service.logins, ...service.calls].map((call) => call.headers["content-type"]);
      expect(types).to.deep.equal(["application/json", "application/xml", "application/json"]);
      expect(service.calls[0]?.headers.accept).to.equal("application/json");
    });

    it("is not sent in the format json", async () => {
      await service.client().call({ ...write, body: { json: { a: 1 }, xml: root } });
      expect(service.calls[0]?.body).to.equal('{"a":1}');
    });

    it("that cannot be written fails before anything is sent", async () => {
      const xml = leaf("Destination", "a\u0000");
      const call = service.client({ requestFormat: "xml" }).call({ ...write, body: { json: {}, xml } });
      const error = await rejection(call, UnsendableRequestError);
      expect(error.message).to.contain("U+0000");
      expect(service.logins).to.have.length(0);
    });
  });
});
