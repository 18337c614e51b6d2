import { ApiCheck, Frequency, type ApiCheckProps } from 'checkly/constructs';

class ShopCheck extends ApiCheck {
  constructor(id: string, path: string, props: Partial<ApiCheckProps> = {}) {
    super(id, { name: `Shop ${id}`, frequency: Frequency.EVERY_5M, ...props, request: { url: `https://shop.example.org${path}`, method: 'GET' } });
  }
}

new ShopCheck('basket', '/api/basket');
