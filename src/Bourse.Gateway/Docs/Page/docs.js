"use strict";

// validatorUrl is off: the page asks nobody but this server.
SwaggerUIBundle({
  url: "/openapi/v1.json",
  dom_id: "#docs",
  deepLinking: true,
  validatorUrl: null,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
});
