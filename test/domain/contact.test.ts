import { describe, expect, it } from 'vitest';
import { check } from '../../src/domain/check.ts';
import {
  type ContactPatch,
  canonicalContactPatch,
  completeContact,
  contactPatchSchema,
  contactSchema,
} from '../../src/domain/contact.ts';
import { contact } from '../support/builders.ts';

const canonical = (patch: ContactPatch) => canonicalContactPatch(patch, 'RU');

describe('A13: the fields of a contact in their one form', () => {
  it.each([
    [{}, {}],
    [{ vip: true }, { vip: true }],
    [{ name: ' ООО\n  «Ромашка»\u202e ' }, { name: 'ООО «Ромашка»' }],
    [
      { numbers: ['8 (495) 123-45-67', '102', '+74951234567', '8 916 123-45-67'] },
      { numbers: ['+74951234567', '102', '+79161234567'] },
    ],
  ])('%j becomes %j', (patch, tidy) => {
    expect(canonical(patch)).toEqual({ ok: true, value: tidy });
  });

  it.each([
    [{ name: ' \u0000' }, [[['name'], { code: 'name-empty' }]]],
    [{ numbers: [] }, [[['numbers'], { code: 'contact-without-numbers' }]]],
    [
      { name: '', numbers: ['+79161234567', '7,91612E+10', ''] },
      [
        [['name'], { code: 'name-empty' }],
        [['numbers', 1], { code: 'number-from-excel', text: '7,91612E+10' }],
        [['numbers', 2], { code: 'number-empty' }],
      ],
    ],
  ])('%j is refused', (patch, faults) => {
    expect(canonical(patch)).toEqual({
      ok: false,
      fault: faults.map(([path, fault]) => ({ path, fault })),
    });
  });

  it('a change names what it changes and nothing else', () => {
    expect(check(contactPatchSchema(), {})).toEqual({ ok: true, value: {} });
    expect(check(contactPatchSchema(), { names: 'Анна' })).toEqual({
      ok: false,
      fault: [{ path: ['names'], fault: { code: 'field-unknown', field: 'names' } }],
    });
  });

  it('a name has 256 characters at most', () => {
    expect(check(contactPatchSchema(), { name: 'я'.repeat(256) })).toMatchObject({ ok: true });
    expect(check(contactPatchSchema(), { name: 'я'.repeat(257) })).toEqual({
      ok: false,
      fault: [{ path: ['name'], fault: { code: 'field-too-long', most: 256 } }],
    });
  });

  it('a hundred numbers are the most', () => {
    expect(check(contactPatchSchema(), { numbers: Array(100).fill('102') })).toMatchObject({
      ok: true,
    });
    expect(check(contactPatchSchema(), { numbers: Array(101).fill('102') })).toEqual({
      ok: false,
      fault: [{ path: ['numbers'], fault: { code: 'field-too-long', most: 100 } }],
    });
  });

  it('does not touch what it is given', () => {
    const patch: ContactPatch = { name: ' Анна ', numbers: ['8 916 123-45-67'] };
    canonical(patch);
    expect(patch).toEqual({ name: ' Анна ', numbers: ['8 916 123-45-67'] });
  });
});

describe('a contact as it is stored', () => {
  it('has its fields and no other', () => {
    expect(check(contactSchema(), contact())).toEqual({ ok: true, value: contact() });
    expect(check(contactSchema(), { ...contact(), phone: '101' })).toMatchObject({
      ok: false,
      fault: [{ path: ['phone'] }],
    });
  });
});

describe('a contact has a name and at least one number', () => {
  const whole = { name: 'Ромашка', numbers: ['+79161234567'], vip: false };

  it('with both it is whole', () => {
    expect(completeContact(whole)).toEqual({ ok: true, value: whole });
  });

  it.each([
    [{ name: '' }, 'name', 'name-empty'],
    [{ numbers: [] }, 'numbers', 'contact-without-numbers'],
  ])('with %j it is refused', (change, field, code) => {
    expect(completeContact({ ...whole, ...change })).toEqual({
      ok: false,
      fault: [{ path: [field], fault: { code } }],
    });
  });
});
