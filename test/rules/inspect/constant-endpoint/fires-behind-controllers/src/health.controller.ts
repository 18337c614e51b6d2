import { Request, Response } from 'express';
export class HealthController {
  check = (req: Request, res: Response) => {
    return res.status(200).send({ message: 'OK' });
  };
  ready(req: Request, res: Response) {
    res.send('ready');
  }
}
