import { describe, expect, it } from 'vitest';
import { claimedBy, readMapping, type ClaimsMapping } from './claims-mapping.ts';

const organisations = [
  { id: 'fenmarch', kind: 'force', name: 'Fenmarch Constabulary', forceCode: '35' },
  { id: 'cps-east', kind: 'cps_area', name: 'CPS Eastern Counties', serves: ['fenmarch'] },
];
const mappingOf = (file: object): ClaimsMapping => {
  const read = readMapping(JSON.stringify({ person: {}, organisations, ...file }));
  if (!read.ok) throw new Error(read.faults.join(' '));
  return read.mapping;
};
const faultsOf = (file: unknown): readonly string[] => {
  const read = readMapping(typeof file === 'string' ? file : JSON.stringify(file));
  return read.ok ? [] : read.faults;
};

describe('claims of a provider', () => {
  it('with flat roles: an exact value gives the organisation, a member of the list the role', () => {
    const mapping = mappingOf({
      rules: [
        { when: [{ claim: 'force_code', equals: '35' }], organisation: 'fenmarch' },
        { when: [{ claim: 'roles', includes: 'JCF.Supervisor' }], roles: ['supervisor'] },
        { when: [{ claim: 'roles', includes: 'JCF.Officer' }], roles: ['officer_in_case'] },
      ],
    });
    const claims = { name: 'Ada Example', force_code: '35', roles: ['JCF.Supervisor', 'JCF.Officer', 'Else'] };
    expect(claimedBy(mapping, claims)).toEqual({
      ok: true,
      claimed: {
        organisation: 'fenmarch',
        roles: ['supervisor', 'officer_in_case'],
        contact: { name: 'Ada Example' },
      },
    });
  });

  it('with roles inside another claim, and claims named by addresses', () => {
    const mapping = mappingOf({
      person: { collarNumber: 'https://id.example.org/collar', team: ['unit', 'name'] },
      rules: [
        { when: [{ claim: ['realm_access', 'roles'], includes: 'jcf-oic' }], roles: ['officer_in_case'] },
        { when: [{ claim: 'https://id.example.org/force', equals: 35 }], organisation: 'fenmarch' },
      ],
    });
    const claims = {
      name: 'Ada Example',
      email: 'Ada@Example.org',
      'https://id.example.org/force': 35,
      'https://id.example.org/collar': '3318',
      unit: { name: 'Response 2' },
      realm_access: { roles: ['offline_access', 'jcf-oic'] },
    };
    expect(claimedBy(mapping, claims)).toMatchObject({
      claimed: {
        roles: ['officer_in_case'],
        contact: { name: 'Ada Example', email: 'ada@example.org', collarNumber: '3318', team: 'Response 2' },
      },
    });
  });

  it('with ids of groups, all conditions of a rule having to hold', () => {
    const mapping = mappingOf({
      rules: [
        {
          when: [
            { claim: 'tid', equals: '9f1c2d3e-0000-4000-8000-000000000001' },
            { claim: 'groups', includes: '0b7a6c5d-0000-4000-8000-000000000002' },
          ],
          organisation: 'cps-east',
          roles: ['cps_prosecutor'],
        },
      ],
    });
    const groups = ['0b7a6c5d-0000-4000-8000-000000000002'];
    const claims = { name: 'Ada Example', tid: '9f1c2d3e-0000-4000-8000-000000000001', groups };
    expect(claimedBy(mapping, claims)).toMatchObject({
      claimed: { organisation: 'cps-east', roles: ['cps_prosecutor'] },
    });
    expect(claimedBy(mapping, { ...claims, tid: 'another tenant' })).toMatchObject({ ok: false });
  });

  const mapping = mappingOf({
    rules: [
      { when: [{ claim: 'force', equals: 'fenmarch' }], organisation: 'fenmarch' },
      { when: [{ claim: 'cps', equals: true }], organisation: 'cps-east' },
      { when: [{ claim: 'roles', includes: 'sup' }], roles: ['supervisor'] },
      { when: [{ claim: 'roles', includes: 'pros' }], roles: ['cps_prosecutor'] },
    ],
  });
  const claims = { name: 'Ada Example', force: 'fenmarch', roles: ['sup'] };

  it.each([
    { when: 'there is no claim at all', claims: {}, why: /no rule gives the claims an organisation/ },
    { when: 'no role follows', claims: { ...claims, roles: ['other'] }, why: /a role of fenmarch/ },
    { when: 'the roles are of the other side', claims: { ...claims, roles: ['pros'] }, why: /a role of fenmarch/ },
    { when: 'two organisations claim the person', claims: { ...claims, cps: true }, why: /more than one organisation/ },
    { when: 'the roles are text that holds the name', claims: { ...claims, roles: 'sup' }, why: /a role of fenmarch/ },
    { when: 'a value has another case', claims: { ...claims, force: 'Fenmarch' }, why: /an organisation/ },
    { when: 'a value is of another type', claims: { ...claims, force: ['fenmarch'] }, why: /an organisation/ },
    { when: 'nobody says what they are called', claims: { ...claims, name: ' ' }, why: /no name/ },
  ])('give nothing when $when', ({ claims: given, why }) => {
    const found = claimedBy(mapping, given);
    expect(found.ok ? '' : found.why).toMatch(why);
  });

  it('give no role of the other side beside one of the own', () => {
    expect(claimedBy(mapping, { ...claims, roles: ['sup', 'pros'] })).toMatchObject({
      claimed: { roles: ['supervisor'] },
    });
  });

  it.each([{ email: 'no address' }, { email: 'a@example.org', email_verified: false }])(
    'give no address that is none or that nobody confirmed: %j',
    (over) => {
      const found = claimedBy(mapping, { ...claims, ...over });
      expect(found.ok && found.claimed.contact).toEqual({ name: 'Ada Example' });
    },
  );
});

describe('a mapping file', () => {
  const rule = { when: [{ claim: 'a', equals: 'b' }], organisation: 'fenmarch', roles: ['supervisor'] };
  it.each([
    { when: 'it is not JSON', file: '{', says: 'It is not JSON.' },
    {
      when: 'a rule would hold for everybody',
      file: { rules: [{ ...rule, when: [] }] },
      says: 'rules[0].when: has no condition, so it would hold for everybody.',
    },
    {
      when: 'a rule gives nothing',
      file: { rules: [{ when: rule.when }] },
      says: 'rules[0]: gives neither an organisation nor roles.',
    },
    {
      when: 'a rule names an organisation that is not there',
      file: { rules: [{ ...rule, organisation: 'x' }] },
      says: 'rules[0]: the organisation x is not listed.',
    },
    {
      when: 'a role can be nobody’s',
      file: { organisations: [organisations[0]], rules: [{ ...rule, roles: ['cps_prosecutor'] }] },
      says: 'rules[0]: no organisation listed can have a cps_prosecutor.',
    },
    {
      when: 'an organisation stands there twice',
      file: { organisations: [...organisations, organisations[0]], rules: [rule] },
      says: 'organisations: fenmarch stands there more than once.',
    },
    {
      when: 'an Area serves a force that is not there',
      file: {
        organisations: [organisations[1]],
        rules: [{ ...rule, organisation: 'cps-east', roles: ['cps_prosecutor'] }],
      },
      says: 'organisations: cps-east serves fenmarch, which is not listed.',
    },
    { when: 'it asks without openid', file: { scope: 'profile', rules: [rule] }, says: 'scope: has to hold openid.' },
    { when: 'there are no rules', file: { rules: [] }, says: 'rules: holds no rule, so nobody could sign in.' },
  ])('is refused when $when', ({ file, says }) => {
    expect(faultsOf(typeof file === 'string' ? file : { person: {}, organisations, ...file })).toContain(says);
  });

  it('is refused for a word it does not know, which may be a slip', () => {
    expect(faultsOf({ person: {}, organisations, rules: [{ ...rule, role: ['supervisor'] }] })).toHaveLength(1);
    expect(faultsOf({ person: {}, organisations, rules: [{ ...rule, when: [{ claim: 'a', is: 'b' }] }] })).toHaveLength(
      1,
    );
  });

  it('tells every fault at once', () => {
    const bad = { ...rule, organisation: 'x' };
    expect(faultsOf({ person: {}, organisations, rules: [bad, { when: rule.when }, bad] })).toHaveLength(3);
  });
});
