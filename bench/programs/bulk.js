"use strict";

// Ours, one resource for all assignments.

const msp360 = require("pulumi-msp360");
const declared = require("./declared.json");

const assignments = Object.fromEntries(declared.map((assignment, index) => [`user-${index}`, assignment]));
new msp360.UserDestinations("users", { assignments });
