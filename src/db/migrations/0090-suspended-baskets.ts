import { type Migration } from './migration.ts'

// A suspended basket keeps its rows and only leaves its seat: moving them to a table of their own would be the one moment
// in which a power cut could lose a basket that a customer is coming back for. `seat` stays the seat it was last on.
export const suspendedBaskets0090: Migration = Object.freeze({
  id: 90,
  name: 'suspended baskets',
  up: `
ALTER TABLE basket ADD COLUMN discount TEXT CHECK (json_valid(discount));
ALTER TABLE basket ADD COLUMN suspended_at INTEGER;
ALTER TABLE basket ADD COLUMN suspended_by TEXT CHECK ((suspended_by IS NULL) = (suspended_at IS NULL));
ALTER TABLE basket ADD COLUMN label TEXT CHECK (label IS NULL OR (suspended_at IS NOT NULL AND length(label) BETWEEN 1 AND 40));

CREATE TRIGGER basket_suspended_has_no_seat BEFORE INSERT ON seat
WHEN EXISTS (SELECT 1 FROM basket WHERE id = NEW.basket_id AND suspended_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a suspended basket has no seat'); END;
CREATE TRIGGER basket_suspended_gets_no_seat BEFORE UPDATE OF basket_id ON seat
WHEN EXISTS (SELECT 1 FROM basket WHERE id = NEW.basket_id AND suspended_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a suspended basket has no seat'); END;
`,
})
