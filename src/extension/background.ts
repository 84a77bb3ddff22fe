import '../sdk/background.ts';
