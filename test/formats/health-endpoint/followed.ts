import http from 'node:http';
import express from 'express';
import fastify from 'fastify';
import { pool } from './pool.js';

const app = express();
const server = fastify();

// Each status that a variable is set to is an answer.
app.get('/health', async (req, res) => {
  let code = 200;
  if (!(await pool.alive())) code = 503;
  res.status(code).json({ code });
});

// Fastify makes 500 of an error that it is given to send.
server.get('/healthz', async (request, reply) => {
  try {
    await pool.query('SELECT 1');
    reply.send({ up: true });
  } catch (error) {
    reply.send(error);
  }
});

// What a response is asked to do here is not known.
app.get('/readyz', (req, res) => {
  res.respondWith(pool);
});

// The inner `response` is of somebody who is asked, and answers nobody.
app.get('/livez', (req, res) => {
  http.get('http://localhost:9000/', (response) => {
    response.status(500).end();
  });
  res.send('alive');
});

async function ask() {
  if (!(await pool.alive())) throw new Error('the pool is gone');
}

async function answered(response: express.Response) {
  await ask();
  response.json({ up: true });
}

// A function that answers in the handler's place throws in its place too.
app.get('/api/health', async (req, res) => {
  await answered(res);
});

// Not endpoints: somebody who has asked is called back, a client asks, and an order has a status.
app.on('/readiness', (err, answer) => {
  answer.json({});
});
http.get('/health-check', (response) => {
  response.resume();
});
app.get('/orders/list/status', (req, res) => {
  res.send('shipped');
});
server.addHook('onRequest', async (request) => {
  if (request.url === '/healthcheck') request.quiet = true;
});
