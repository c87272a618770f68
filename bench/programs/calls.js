"use strict";

// The calls of the provider without Pulumi and without axios, as many at once as it makes:
// node calls.js create|refresh|change|destroy

const http = require("node:http");
const assignments = require("./declared.json");
const operationsBy = require("./operations.js");

const atOnce = 16;
const { hostname, port } = new URL(process.env.MSP360_API_URL);
const agent = new http.Agent({ keepAlive: true });
let token;

function call(method, path, json) {
  const body = json === undefined ? undefined : JSON.stringify(json);
  const headers = {
    Accept: "application/json",
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    ...(body === undefined
      ? {}
      : { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) }),
  };
  return new Promise((resolve, reject) => {
    const request = http.request({ agent, hostname, port, method, path, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part) => (text += part));
      response.on("error", reject);
      response.on("end", () => {
        if (response.statusCode >= 300)
          reject(new Error(`${method} ${path}: ${response.statusCode} ${text}`));
        else resolve(text === "" ? undefined : JSON.parse(text));
      });
    });
    request.on("error", reject);
    request.end(body);
  });
}

async function forAll(send) {
  // One iterator for all, so that each assignment is sent once.
  const left = assignments.values();
  const sender = async () => {
    for (const assignment of left) await send(assignment);
  };
  await Promise.all(Array.from({ length: atOnce }, sender));
}

async function main() {
  const login = { UserName: process.env.MSP360_LOGIN, Password: process.env.MSP360_PASSWORD };
  token = (await call("POST", "/api/Provider/Login", login)).access_token;
  await operationsBy(call, forAll)[process.argv[2]]();
  agent.destroy();
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
