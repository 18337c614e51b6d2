const app = require('express')();

app.get('/livez', (request, response) => response.send('ok'));
app.get('/ping', (request, response) => response.send('pong'));
app.get('/status', (request, response) => {
  const state = app.locals.monitor.state();
  response.status(state.code).json(state);
});
