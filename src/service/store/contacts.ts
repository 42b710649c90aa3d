/** The clients' address book in the store. */
import { type Contact, type ContactContent, contactSchema } from '../../domain/contact.ts';
import { foldName } from '../../domain/names.ts';
import { integer, json, text } from './columns.ts';
import type { Database, Row } from './database.ts';
import { equals, idsAfter, idsIn, type Page, partOf, where } from './filters.ts';

const select = `
  select c.id, c.name, c.vip,
    (select json_group_array(n.number order by n.position) from contact_numbers n where n.contact_id = c.id) as numbers
  from contacts c`;

const toContact = (row: Row): Contact => ({
  id: integer(row, 'id'),
  name: text(row, 'name'),
  numbers: contactSchema().shape.numbers.parse(json(row, 'numbers')),
  vip: integer(row, 'vip') === 1,
});

export const contactById = (db: Database, id: number): Contact | null => {
  const row = db.get(`${select} where c.id = ?`, id);
  return row ? toContact(row) : null;
};

const selectByNumbers = `${select} where c.id in
  (select contact_id from contact_numbers where number in (select value from json_each(?))) order by c.id`;

/** The contacts that have any of these numbers; a number belongs to one contact. */
export const contactsByNumbers = (db: Database, numbers: readonly string[]): Contact[] =>
  db.all(selectByNumbers, JSON.stringify(numbers)).map(toContact);

export type ContactFilter = {
  ids?: string | undefined;
  vip?: boolean | undefined;
  q?: string | undefined;
};

const NUMBERS =
  '(select group_concat(n.number, char(10)) from contact_numbers n where n.contact_id = c.id)';

export const pageOfContacts = (
  db: Database,
  page: Page,
  { ids, vip, q }: ContactFilter,
): Contact[] => {
  const { sql, parameters } = where(
    idsAfter('c.id', page),
    ...idsIn('c.id', ids),
    ...equals('c.vip', vip === undefined ? undefined : Number(vip)),
    ...partOf(['c.folded_name', NUMBERS], q),
  );
  return db.all(`${select} ${sql} order by c.id limit ?`, ...parameters, page.limit).map(toContact);
};

const writeNumbers = (db: Database, id: number, numbers: readonly string[]): void => {
  db.run('delete from contact_numbers where contact_id = ?', id);
  for (const [position, number] of numbers.entries()) {
    db.run(
      'insert into contact_numbers (number, contact_id, position) values (?, ?, ?)',
      number,
      id,
      position,
    );
  }
};

export const insertContact = (db: Database, { name, numbers, vip }: ContactContent): Contact => {
  const { id } = db.run(
    'insert into contacts (name, folded_name, vip) values (?, ?, ?)',
    name,
    foldName(name),
    Number(vip),
  );
  writeNumbers(db, id, numbers);
  return { id, name, numbers: [...numbers], vip };
};

export const updateContact = (db: Database, { id, name, numbers, vip }: Contact): void => {
  db.run(
    'update contacts set name = ?, folded_name = ?, vip = ? where id = ?',
    name,
    foldName(name),
    Number(vip),
    id,
  );
  writeNumbers(db, id, numbers);
};

export const deleteContact = (db: Database, id: number): void => {
  db.run('delete from contacts where id = ?', id);
};
