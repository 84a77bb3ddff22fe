import type { Catalogue } from './catalogue.ts';

export const es: Catalogue = {
  language: 'es',
  direction: 'ltr',

  description:
    'Inicie sesión con Auth0 desde la barra de herramientas. Un distintivo indica si la sesión está iniciada.',

  stateLoading: 'Cargando…',
  stateSigningOut: 'Cerrando sesión…',
  stateSignedOut: 'Sesión cerrada',
  stateSigningIn: 'Iniciando sesión…',
  stateInWindow: 'Continúe en la ventana',
  stateSignedIn: 'Sesión iniciada',
  stateError: 'Acción necesaria',
  account: 'Cuenta',
  signedInUntil: 'Sesión abierta hasta: {time}',
  staysSignedIn: 'La sesión se prolonga automáticamente',
  accountOfProvider: 'Cuenta de {provider}',
  accountByPassword: 'Correo y contraseña',
  accountByMail: 'Código por correo',
  accountBySms: 'Código por SMS',
  accountOfCompany: 'Cuenta profesional o educativa',
  signIn: 'Iniciar sesión',
  signOut: 'Cerrar sesión',
  switchAccount: 'Usar otra cuenta',
  continueInWindow: 'Continuar en una ventana nueva',
  signInAnotherWay: 'Iniciar sesión de otra forma',
  tryAgain: 'Reintentar',
  openInTab: 'Abrir en una pestaña nueva',
  whatWentWrong: '¿Qué ha fallado?',

  windowIsOpen: 'Hay una ventana de inicio de sesión abierta. Termine allí, o inicie sesión de otra forma.',

  options: 'Opciones',
  optionsTitle: 'Opciones de {name}',
  optionSilent: 'Iniciar sesión automáticamente',
  optionSilentUse: 'Si ya inició sesión en este navegador, basta con abrir la ventana emergente.',
  optionLogOut: 'Al cerrar sesión',
  optionLogOutLocal: 'Cerrar sesión solo en esta extensión',
  optionLogOutTenant: 'Cerrar sesión también en {domain}',
  optionLogOutFederated: 'Cerrar sesión también en la cuenta utilizada, como Google o su cuenta profesional',
  optionNotify: 'Avisarme cuando deba volver a iniciar sesión',
  optionNotifyUse: 'El navegador pedirá permiso para mostrar notificaciones.',
  optionNotifyRefused:
    'Las notificaciones están bloqueadas. Permítalas para esta extensión en la configuración del navegador.',
  tenantTitle: 'Inquilino de Auth0',
  tenantUse:
    'Ambos valores están en el Auth0 Dashboard, en la configuración (Settings) de la aplicación. El navegador pedirá acceso a este dominio.',
  tenantCheck: 'Verificar y guardar',
  tenantChecking: 'Comprobando…',
  tenantFound: 'Conectado a {domain}. Conexiones: {connections}',
  tenantFoundEmpty:
    'Conectado a {domain}, pero la aplicación no tiene ninguna conexión activada, así que todavía no se puede iniciar sesión.',
  tenantLeaves: 'Si elige otro inquilino, primero se cierra su sesión en {domain}.',
  domainWrong: 'Introduzca un dominio como example.eu.auth0.com.',
  clientIdWrong:
    'Un ID de cliente solo contiene letras, cifras, guiones y guiones bajos. Cópielo del Auth0 Dashboard.',
  tenantAddresses: 'Configuración de la aplicación',
  tenantAddressesUse:
    'Copie estos valores en los campos correspondientes de la configuración de la aplicación y active Allow Cross-Origin Authentication.',
  copy: 'Copiar',
  copyRefused: 'No se pudo copiar. Seleccione el texto y cópielo manualmente.',
  chooseTenant: 'Abrir las opciones',
  optionSaved: 'Guardado',
  optionNotSaved:
    'No se pudo guardar el cambio. Libere espacio en el disco o reinicie el navegador e inténtelo de nuevo.',

  managed: 'Administrado por su organización',

  extensionFailed: 'Se ha producido un error. Inténtelo de nuevo.',

  diagnosticsTitle: 'Diagnóstico de {name}',
  diagnosticsPurpose:
    'Eventos recientes y estado actual. Esta página no contiene nada secreto ni indica de quién es la sesión. Puede enseñársela a quien le ayude.',
  copyReport: 'Copiar el informe de error',
  checkAgain: 'Comprobar de nuevo',
  copied: 'Copiado',
  copyFailed: 'No se pudo copiar. El texto está seleccionado abajo; cópielo desde ahí.',
  bugReport: 'Informe de error',

  domain: 'Dominio',
  clientId: 'ID de cliente',
  connections: 'Conexiones',
  connectionsAll: 'Todas las conexiones activadas',
  organization: 'Organización',
  logInHosted: 'Universal Login, en una ventana',
  logOutTenant: 'Cierra también la sesión del inquilino',
};
