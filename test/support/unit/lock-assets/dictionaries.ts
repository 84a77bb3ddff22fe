export default { de: async () => ({ default: { loginSubmitLabel: 'Anmelden' } }) };
