import express from 'express';

const app = express();
app.get('/health', (_req, res) => res.status(405).json({ message: 'not implemented' }));
