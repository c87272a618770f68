"use strict";

// Ours, one resource for each assignment.

const msp360 = require("pulumi-msp360");
const assignments = require("./declared.json");

for (const [index, assignment] of assignments.entries()) {
  new msp360.UserDestination(`user-${index}`, assignment);
}
