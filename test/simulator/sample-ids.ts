/** Ids of the sample tenant. */
export const charlie = "e6199730-f98c-4fbd-aa0d-b1b5551f2df3";
export const kim = "5f0c2a7e-91d4-4b63-8a1e-2c7d90b4e611";
export const objectStorage = "adfc2826-3776-4f36-985d-a95cd3b59894";
export const fileShare = "0b6e4d19-3c82-4f7a-9d55-71ea28c6b940";
export const mainStorage = "94bf5b06-79a0-4a52-88ed-36da652f4254";
export const euBucket = "9a2f6c31-08b7-4e5d-a6c4-5b13f7e8d026";
export const usBucket = "3f7b1e90-d5a2-4c68-8b04-17c9e6f2a35d";
export const kimsEuBucket = "73c5e0a8-2b9d-4f16-8c47-e6a1f3095bd2";
export const unknown = "00000000-0000-4000-8000-000000000000";
