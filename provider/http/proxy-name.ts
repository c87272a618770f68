/**
 * The proxy that https goes through by the environment, as `the proxy host:port`, for messages: its login stays out.
 * Plain `the proxy` when its address cannot be read.
 */
export function proxyName(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  const names = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];
  const address =
    names.map((name) => environment[name]).find((value) => value !== undefined && value !== "") ?? "";
  const url = address.includes("://") ? address : `http://${address}`;
  return URL.canParse(url) ? `the proxy ${new URL(url).host}` : "the proxy";
}
