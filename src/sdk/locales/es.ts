import type { Catalogue } from './catalogue.ts';

export const es: Catalogue = {
  language: 'es',
  direction: 'ltr',

  description:
    'Inicie sesión con Auth0 desde la barra de herramientas, vea en el icono que la sesión está abierta y ciérrela.',

  badgeSignedIn: '{name}: sesión iniciada',
  badgeSignedInAs: '{name}: sesión iniciada como {person}',
  badgeSignedOut: '{name}: sesión cerrada',
  badgeExpired: '{name}: la sesión ha terminado. Haga clic para volver a iniciarla',
  badgeSignInRequired: '{name}: debe volver a iniciar sesión. Haga clic para continuar',
  badgeStepRequired: '{name}: falta un paso más para iniciar sesión. Haga clic para continuar',
  badgeUnreadable: '{name}: no se pudo leer la sesión. Haga clic para reintentarlo',

  stateLoading: 'Cargando…',
  stateSigningOut: 'Cerrando sesión…',
  stateSignedOut: 'Sesión cerrada',
  stateSigningIn: 'Iniciando sesión…',
  stateInWindow: 'Continúe en la ventana',
  stateSignedIn: 'Sesión iniciada',
  stateError: 'Requiere atención',
  account: 'Cuenta',
  signedInUntil: 'Sesión abierta hasta: {moment}',
  staysSignedIn: 'La sesión se prolonga automáticamente',
  accountOfProvider: 'Cuenta de {provider}',
  accountByPassword: 'Correo y contraseña',
  accountByMail: 'Código por correo',
  accountBySms: 'Código por SMS',
  accountOfCompany: 'Cuenta de empresa',
  logIn: 'Iniciar sesión',
  logOut: 'Cerrar sesión',
  switchAccount: 'Usar otra cuenta',
  continueInWindow: 'Continuar en una ventana',
  signInAnotherWay: 'Iniciar sesión de otra forma',
  tryAgain: 'Reintentar',
  openInTab: 'Abrir en una pestaña',
  whatWentWrong: '¿Qué ha fallado?',

  windowIsOpen: 'Hay una ventana de inicio de sesión abierta. Termine allí, o inicie sesión de otra forma.',
  signedOutHere: 'La sesión está cerrada. {reason}',
  sessionLeftBehind:
    'La sesión se ha cerrado aquí, pero no se pudo avisar a {domain}: puede que allí siga abierta. Ciérrela también allí si otras personas usan este navegador.',
  tokenLeftBehind:
    'La sesión se ha cerrado aquí, pero no se pudo avisar a {domain} para que anule este inicio de sesión. Allí terminará por sí solo.',

  options: 'Opciones',
  optionsTitle: 'Opciones de {name}',
  optionSilent: 'Iniciar sesión sin preguntar',
  optionSilentUse: 'Si este navegador ya inició su sesión, basta con abrir la ventana de la extensión.',
  optionLogOut: 'Al cerrar sesión',
  optionLogOutLocal: 'Cerrar sesión solo en esta extensión',
  optionLogOutTenant: 'Cerrar sesión también en {domain}',
  optionLogOutFederated:
    'Cerrar sesión también en la cuenta utilizada, por ejemplo la de Google o la de su empresa',
  optionNotify: 'Avisarme cuando deba volver a iniciar sesión',
  optionNotifyUse: 'El navegador pregunta si esta extensión puede mostrar notificaciones.',
  optionNotifyRefused: 'El navegador no permitió las notificaciones, así que no habrá ninguna.',
  tenantTitle: 'Dónde iniciar sesión',
  tenantUse:
    'El dominio y el id de cliente están en el panel de Auth0, en la configuración de la aplicación. El navegador pregunta si esta extensión puede acceder a ese único servidor.',
  tenantCheck: 'Comprobar y usar',
  tenantChecking: 'Comprobando…',
  tenantFound: 'Se encontró {domain}, con estas conexiones: {connections}',
  tenantFoundEmpty:
    'Se encontró {domain}. La aplicación no tiene ninguna conexión activada, así que nadie puede iniciar sesión todavía.',
  tenantLeaves: 'Si elige otro, primero se cierra su sesión en {domain}.',
  tenantRefused:
    'El navegador no permitió que esta extensión acceda a {domain}, así que no se pudo comprobar.',
  noTenantThere: '{domain} no es un tenant de Auth0. Copie el dominio del panel de Auth0.',
  domainWrong: 'Esto no es un dominio. Uno correcto: example.eu.auth0.com',
  clientIdWrong: 'Un id de cliente solo tiene letras, cifras, «-» y «_». Cópielo del panel de Auth0.',
  clientIdUnknown: '{domain} no conoce este id de cliente. Cópielo del panel de Auth0.',
  clientIdUnknownAtCustomDomain:
    '{domain} no conoce este id de cliente. Cópielo del panel de Auth0 o pruebe con el dominio propio del inquilino, que termina en .auth0.com.',
  tenantAddresses: 'Lo que la aplicación debe incluir',
  tenantAddressesUse:
    'Péguelo en estos campos de la misma página y active allí Allow Cross-Origin Authentication.',
  copy: 'Copiar',
  copyRefused: 'El navegador no permitió copiarlo. Selecciónelo y cópielo desde ahí.',
  tenantNotChosen: 'Nadie ha elegido todavía dónde inicia sesión esta extensión. Elíjalo en las opciones.',
  tenantNotAllowed: 'Esta extensión todavía no puede acceder a {domain}. Permítalo en las opciones.',
  chooseTenant: 'Abrir las opciones',
  optionSaved: 'Guardado',
  optionNotSaved:
    'El navegador no pudo guardarlo. Libere espacio en el disco o reinicie el navegador e inténtelo de nuevo.',

  managed: 'Establecido por su organización',

  codeWrong: 'Código incorrecto.',
  codeExpired: 'Este código ha caducado. Solicite uno nuevo.',
  signUpRefused:
    'No se puede registrar esta dirección. Si es suya, inicie sesión con ella o restablezca la contraseña.',
  signUpDisabled: 'Aquí no se pueden crear cuentas nuevas. Pida una a su administrador.',
  fieldEmail: 'Correo electrónico',
  fieldCountry: 'País',
  formBack: 'Volver',

  apiOriginNotListed:
    'Esta extensión no puede enviar su token de acceso a {origin}. Su desarrollador debe añadirlo a AUTH0_API_ORIGINS.',
  browserUnsupported:
    'Este navegador no permite iniciar sesión en extensiones. Use Chrome, Edge o Firefox en un ordenador.',
  authorizationRefused:
    'El inquilino ha rechazado el inicio de sesión: {reason}. Inténtelo de nuevo o consulte a su administrador.',
  callbackNotAllowed:
    '{domain} todavía no redirige a esta extensión. Su administrador debe añadir {address} a «Allowed Callback URLs» de la aplicación. Después, inténtelo de nuevo.',
  clientUnknown:
    '{domain} no conoce esta aplicación. Si desarrolla esta extensión, compruebe AUTH0_DOMAIN y AUTH0_CLIENT_ID; si la utiliza, avise a su desarrollador. Después, inténtelo de nuevo.',
  clientUnknownAtCustomDomain:
    '{domain} no conoce esta aplicación. Su desarrollador puede comprobar AUTH0_CLIENT_ID o probar como AUTH0_DOMAIN el dominio propio del inquilino, que termina en .auth0.com.',
  cookiesBlocked:
    'Este navegador bloquea las cookies. Permítalas para {domain} en la configuración del navegador e inténtelo de nuevo.',
  crossOriginLoginOff:
    '{domain} todavía no acepta contraseñas de este formulario. Su administrador debe activar «Allow Cross-Origin Authentication» para la aplicación. Después, inténtelo de nuevo.',
  extensionFailed: 'Se ha producido un error en esta extensión. Inténtelo de nuevo.',
  extensionIncomplete: 'Falta una parte de esta extensión. Vuelva a instalarla.',
  extensionSilent:
    'Esta extensión no ha reaccionado. Inténtelo de nuevo; si no se resuelve, reinicie el navegador.',
  formFailed: 'No se pudo mostrar el formulario de inicio de sesión. Inténtelo de nuevo.',
  hostNotPermitted:
    'Esta extensión no tiene acceso a {domain}. Permítalo en la configuración del navegador para esta extensión, en «Permisos», e inténtelo de nuevo.',
  idTokenAlgorithm:
    'No se pudo verificar el inicio de sesión en {domain}. Inténtelo de nuevo cuando su administrador haya fijado «JSON Web Token (JWT) Signature Algorithm» de la aplicación en RS256.',
  idTokenInvalid:
    'No se ha aceptado la prueba de identidad del inquilino. Inténtelo de nuevo; si no se resuelve, avise a su administrador.',
  idTokenNotOfNow:
    'No se ha aceptado la prueba de identidad del inquilino. Compruebe que el reloj de este equipo esté en hora e inténtelo de nuevo.',
  interactionRequired:
    '{domain} pide un paso más que este formulario no puede mostrar. Continúe en su propia página.',
  noConnection:
    'No hay forma de iniciar sesión: la aplicación no tiene ninguna conexión activada, o AUTH0_CONNECTIONS no nombra ninguna de ellas. Avise al desarrollador de esta extensión o inténtelo más tarde.',
  noInstantAnswer: 'El inquilino no ha respondido al momento. Inténtelo de nuevo.',
  noTokens: 'El inquilino no ha emitido tokens: {reason}. Inténtelo de nuevo.',
  notRemoved:
    'El navegador no pudo eliminar la sesión, así que sigue abierta. Reinicie el navegador e inténtelo de nuevo.',
  notSaved:
    'La sesión se ha iniciado, pero el navegador no pudo guardarla. Libere espacio en el disco o reinicie el navegador e inténtelo de nuevo.',
  notWritable:
    'El navegador no puede guardar nada, así que la sesión no se ha renovado. Libere espacio en el disco o reinicie el navegador.',
  organizationNotConfirmed:
    '{domain} no ha confirmado la organización por su nombre. Su administrador debe activar «Allow Organization Names in Authentication API» o debe usarse el ID de la organización.',
  originNotAllowed:
    '{domain} todavía no acepta inicios de sesión desde este formulario. Continúe en una ventana o pida a un administrador que añada {origin} a «Allowed Web Origins» de la aplicación.',
  redirectForeign:
    'La respuesta no corresponde a este inicio de sesión, así que no se ha usado. Inténtelo de nuevo.',
  redirectMissing: 'El navegador ha vuelto del inquilino sin una dirección. Inténtelo de nuevo.',
  sessionEnded: 'La sesión ha terminado. Vuelva a iniciarla para continuar.',
  sessionSettingsChanged:
    'La configuración de inicio de sesión de esta extensión ha cambiado. Vuelva a iniciar sesión para continuar.',
  sessionSignInRequired: '{domain} pide que vuelva a iniciar sesión. Continúe en una ventana.',
  sessionStepRequired: '{domain} pide un paso más, por ejemplo un código. Continúe en una ventana.',
  settingsInvalid:
    'Los ajustes de inicio de sesión de {domain} no se pueden usar. Continúe en una ventana, o compruebe AUTH0_DOMAIN si compila esta extensión.',
  signInCancelled:
    'La ventana de inicio de sesión se ha cerrado antes de terminar. Puede volver a iniciar sesión cuando quiera.',
  signInFailed: 'El inicio de sesión ha fallado. Inténtelo de nuevo.',
  signInPageFailed:
    'No se pudo cargar la página de inicio de sesión. Compruebe la conexión o la VPN e inténtelo de nuevo.',
  signInRunning:
    'Ya hay una ventana de inicio de sesión abierta. Termine allí, o ciérrela e inténtelo de nuevo.',
  signOutFailed: 'La sesión sigue abierta: no se pudo cerrar. Inténtelo de nuevo.',
  signedOut: 'No hay ninguna sesión abierta. Inicie sesión e inténtelo de nuevo.',
  signedUp: 'Se ha registrado. {reason}',
  signedUpRefused:
    'Se ha registrado, pero aún no puede iniciar sesión: {reason}. Cuando esté hecho, inicie sesión.',
  storageBlocked:
    'El navegador no permite que esta extensión guarde datos. Permita las cookies y los datos de sitios en la configuración del navegador e inténtelo de nuevo.',
  storageUnreadable:
    'El navegador no pudo leer la sesión. Inténtelo de nuevo; si no se resuelve, reinicie el navegador.',
  tenantFailed: '{domain} tiene problemas (estado {status}). Inténtelo de nuevo dentro de un minuto.',
  tenantIntercepted:
    'Algo entre este navegador y {domain} respondió en su lugar (estado {status}). Compruebe la VPN, el proxy o el acceso a la red e inténtelo de nuevo.',
  tenantUnreachable: 'No se puede acceder a {domain}. Compruebe la conexión e inténtelo de nuevo.',
  tokenAnswerSenseless:
    'La respuesta de {domain} no tiene sentido. Inténtelo de nuevo; si no se resuelve, avise a su administrador.',
  tokenOverAtOnce:
    '{domain} ha emitido un token ya caducado. Inténtelo de nuevo; si no se resuelve, avise a su administrador.',

  diagnosticsTitle: 'Diagnóstico de {name}',
  diagnosticsPurpose:
    'Qué ha pasado y cuál es la situación. En esta página no aparece de quién es la sesión ni nada secreto: puede enseñársela a quien le ayude.',
  copyReport: 'Copiar para un informe de error',
  checkAgain: 'Comprobar de nuevo',
  copied: 'Copiado',
  copyFailed: 'El navegador no ha permitido copiarlo. El texto está seleccionado abajo: cópielo desde ahí.',
  bugReport: 'Informe de error',

  domain: 'Dominio',
  clientId: 'ID de cliente',
  connections: 'Conexiones',
  connectionsAll: 'Todas las de la aplicación',
  organization: 'Organización',
  logInHosted: 'La página del inquilino, en una ventana',
  logOutTenant: 'Cierra también la sesión del inquilino',
};
