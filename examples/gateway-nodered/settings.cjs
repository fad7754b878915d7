// Node-RED without an editor or pages: nothing listens but what the flow opens.
module.exports = {
  flowFile: "flows.json",
  httpAdminRoot: false,
  httpNodeRoot: false,
  uiHost: "127.0.0.1",
  uiPort: Number(process.env.HTTP_PORT ?? 1880),
  credentialSecret: false,
  logging: { console: { level: "info", metrics: false, audit: false } },
};
