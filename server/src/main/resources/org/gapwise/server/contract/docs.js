"use strict";

// No validator, no other contract than this server's, nothing kept in the browser.
SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#contract",
  validatorUrl: null,
  queryConfigEnabled: false,
  persistAuthorization: false,
  deepLinking: false,
});
