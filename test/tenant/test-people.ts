/** The users that every test knows, as the helpers take them: e-mail address and password. */
export const ADA = ['ada@example.com', 'Analytical-Engine-1843'] as const;
export const GRACE = ['grace@example.com', 'Nanosecond-Wire-1952'] as const;
export const BLOCKED = ['blocked@example.com', 'Locked-Out-1999'] as const;
