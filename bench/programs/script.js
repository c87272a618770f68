"use strict";

// The calls of the provider without Pulumi, one after another: node script.js create|refresh|change|destroy

const axios = require("axios");
const assignments = require("./declared.json");
const operationsBy = require("./operations.js");

const baseURL = process.env.MSP360_API_URL;

async function forAll(send) {
  for (const assignment of assignments) await send(assignment);
}

async function main() {
  const { data: login } = await axios.post(`${baseURL}/api/Provider/Login`, {
    UserName: process.env.MSP360_LOGIN,
    Password: process.env.MSP360_PASSWORD,
  });
  const api = axios.create({ baseURL, headers: { Authorization: `Bearer ${login.access_token}` } });
  const call = async (method, url, json) => {
    const { data } = await api.request({ method, url, data: json });
    return data;
  };
  await operationsBy(call, forAll)[process.argv[2]]();
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
