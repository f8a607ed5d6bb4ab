import { type Connection } from './connection.ts'

/** A slot's address as text, by slot. A slot that is not there is one that nobody chose for. */
export type DeviceSettings = Readonly<Record<string, string>>

export function readDeviceSettings(db: Connection) {
  const all = db.prepare<[], readonly [slot: string, address: string]>('SELECT slot, address FROM device_setting ORDER BY slot').raw()
  return { deviceSettings: (): DeviceSettings => Object.fromEntries(all.all()) }
}

export function writeDeviceSettings(db: Connection) {
  const upsert = db.prepare<[string, string]>('INSERT INTO device_setting (slot, address) VALUES (?, ?) ON CONFLICT (slot) DO UPDATE SET address = excluded.address')
  const forget = db.prepare<[string]>('DELETE FROM device_setting WHERE slot = ?')
  return {
    /** Without an address nobody has chosen for the slot any more. */
    saveDeviceSetting(slot: string, address: string | undefined): void {
      if (address === undefined) forget.run(slot)
      else upsert.run(slot, address)
    },
  }
}
