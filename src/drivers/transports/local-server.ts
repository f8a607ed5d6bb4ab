import { type Server } from 'node:net'

/** The only place where a simulator may listen: what stands for a device is nobody else's to reach. */
export const localHost = '127.0.0.1'

/** Opens a server to this machine only, and gives its port; 0 is any free one. Rejects when the port is taken. */
export function listenLocally(server: Server, port = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, localHost, () => {
      const address = server.address()
      if (address && typeof address === 'object') resolve(address.port)
      else reject(new Error('a TCP server without an address'))
    })
  })
}
