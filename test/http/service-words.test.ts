import { expect } from "chai";
import { isErrorInside, readServiceWords } from "../../provider/http/service-words.js";

const shapes: readonly (readonly [name: string, body: string, message: string | undefined])[] = [
  ["Message", '{"Message":"Destination is in use."}', "Destination is in use."],
  ["message", '{"message":"no"}', "no"],
  ["MessageDetail", '{"MessageDetail":"no type"}', "no type"],
  ["Message before ExceptionMessage", '{"ExceptionMessage":"at Foo()","Message":"An error"}', "An error"],
  [
    "ExceptionMessage as a last resort",
    '{"ExceptionMessage":"null ref","StackTrace":"at Foo()"}',
    "null ref",
  ],
  ["OAuth", '{"error":"invalid_grant","error_description":"Login not accepted."}', "Login not accepted."],
  ["error alone", '{"error":"invalid_grant"}', "invalid_grant"],
  ["a nested error", '{"error":{"message":"inner"}}', "inner"],
  ["ErrorMessage", '{"ResultCode":3,"ErrorMessage":"busy"}', "busy"],
  ["an error code alone", '{"ErrorCode":-6}', "error code -6"],
  ["XML", "<Error><Message>An error has occurred.</Message></Error>", "An error has occurred."],
  ["a JSON string", '"Such a login exists"', "Such a login exists"],
  ["plain text", "Bad\r\n\trequest\u0007", "Bad request"],
  ["an HTML page", "<!DOCTYPE html><html><head><title>502 Bad\nGateway</title>", "502 Bad Gateway"],
  ["an HTML page without title", "<html><body>x", "an HTML page"],
  ["an HTML page after comments", "<!-- a\n b -->\n <!-- c --><html><body>x", "an HTML page"],
  ["an HTML page in the line after a comment", "<!-- a -->\n<html><body>x", "an HTML page"],
  ["an HTML page whose title has attributes", '<html><title lang="en">502</title>', "502"],
  ["an HTML page with spaces around", " \n<!doctype  html><body>x", "an HTML page"],
  ["text right before a page", "x<html><body>", "x<html><body>"],
  ["XML cut off within a tag", "<E><A>one</A><B>two</B><C", "one two <C"],
  ["text that mentions a page", "See <html> there", "See <html> there"],
  ["another element than HTML's", "<htmlish>words</htmlish>", "words"],
  ["XML with spaces around", " \n <Error><Message>no</Message></Error>", "no"],
  ["XML with a declaration", '<?xml version="1.0"?><Error><Message>no</Message></Error>', "no"],
  ["XML with a namespace", '<e:Error xmlns:e="x"><e:Message>no</e:Message></e:Error>', "no"],
  ["XML that looks like a number", "<Error><Message>007</Message></Error>", "007"],
  ["XML of one text", "<string>no</string>", "no"],
  ["detail", '{"detail":"no"}', "no"],
  ["title", '{"title":"no"}', "no"],
  ["a result code alone", '{"ResultCode":"E7"}', "error code E7"],
  ["a code that is no code", '{"ErrorCode":{}}', undefined],
  ["a message that is no text", '{"Message":7,"detail":"no"}', "no"],
  ["a message that is empty", '{"Message":" ","detail":"no"}', "no"],
  ["nothing", " \n", undefined],
  ["null", "null", undefined],
  ["a number", "12", undefined],
];

describe("the service's words", () => {
  for (const [name, body, message] of shapes) {
    it(`are read from ${name} (F24)`, () => {
      expect(readServiceWords(body).message).to.equal(message);
    });
  }

  it("keep the texts of each field", () => {
    const words = readServiceWords('{"Message":"Invalid.","ModelState":{"model.PackageID":["Required."]}}');
    expect(words).to.deep.equal({
      message: "Invalid. model.PackageID: Required.",
      fieldErrors: { "model.PackageID": ["Required."] },
    });
  });

  it("are those of the fields when there are no others", () => {
    const words = readServiceWords('{"ModelState":{"a":["One.","Two\\nlines."],"b":"Three.","c":[4,""]}}');
    expect(words).to.deep.equal({
      message: "a: One., Two lines. b: Three. c:",
      fieldErrors: { a: ["One.", "Two lines."], b: ["Three."], c: [""] },
    });
  });

  it("name no field when there is none", () => {
    expect(readServiceWords("null")).to.deep.equal({ message: undefined, fieldErrors: {} });
    expect(readServiceWords('{"ModelState":["x"]}')).to.deep.equal({ message: undefined, fieldErrors: {} });
  });

  it("take a field named __proto__ as a field", () => {
    const words = readServiceWords('{"ModelState":{"__proto__":["x"]}}');
    expect(Object.keys(words.fieldErrors)).to.deep.equal(["__proto__"]);
  });

  const insides: readonly (readonly [unknown, boolean])[] = [
    [{ Message: "Destination is in use." }, true],
    [{ errormessage: "busy" }, true],
    [{ ErrorCode: -6 }, true],
    [{ ResultCode: "5" }, true],
    [{ error: "x" }, true],
    [{ error: { message: "x" } }, true],
    [{ ResultCode: 0, ErrorMessage: null }, false],
    [{ ErrorCode: 0, Message: "" }, false],
    [{ Count: 0, Message: "done", Computers: [] }, false],
    [{ PlanName: "p", ErrorMessage: "a plan failed" }, false],
    [{ DestinationID: "d" }, false],
    [{ ErrorCode: null }, false],
    [{ ErrorCode: "" }, false],
    [{ ErrorCode: "0" }, false],
    [[{ Message: "in a list" }], false],
    ["text", false],
    [null, false],
  ];
  for (const [body, expected] of insides) {
    it(`${expected ? "make" : "do not make"} ${JSON.stringify(body)} with status 200 a failure (F31)`, () => {
      expect(isErrorInside(body)).to.equal(expected);
    });
  }
});
