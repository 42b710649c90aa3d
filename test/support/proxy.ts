/** A proxy such as firms have: it forwards plain requests, tunnels encrypted ones, and remembers what it was asked. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export type TestProxy = {
  url: string;
  /** `GET http://pbx.firm.ru/v1/rules`, `CONNECT pbx.firm.ru:443`, in order. */
  asked: string[];
};

/** @param port where it leads everybody who asks for a host that does not exist, or that no test may ask */
export const proxy = async (port?: number): Promise<TestProxy> => {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const place = ({ hostname, port: own }: URL) =>
    hostname.endsWith('.example') || hostname === 'ats2.t2.ru'
      ? { host: '127.0.0.1', port }
      : { host: hostname, port: own };
  const forward = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const { method, url = '', headers } = incoming;
    asked.push(`${method} ${url}`);
    const target = new URL(url);
    const { pathname, search } = target;
    const onward = request(
      { ...place(target), method, path: `${pathname}${search}`, headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.writeHead(502).end());
    incoming.pipe(onward);
  };
  const server = createServer(forward);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  server.on('connect', ({ url = '' }: IncomingMessage, socket: Socket) => {
    asked.push(`CONNECT ${url}`);
    const target = place(new URL(`http://${url}`));
    const tunnel = connect(Number(target.port), target.host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      tunnel.pipe(socket).pipe(tunnel);
    });
    sockets.add(tunnel);
    tunnel.on('error', () => socket.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${address.port}`, asked };
};
