const http = require('http');
const state = require('./state');
http.createServer(async (req, res) => {
  if (req.url === '/live') { res.end('ok'); return; }
  if (req.method === 'GET' && req.url === '/ready') {
    if (!state.ready) { res.statusCode = 503; return res.end('no'); }
    return res.end('yes');
  }
  switch (req.url) {
    case '/health': {
      const well = await state.check();
      res.writeHead(well ? 200 : 503);
      return res.end();
    }
  }
}).listen(1);
