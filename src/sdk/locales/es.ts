import type { PageTexts, StatusTexts } from './catalogue.ts';

export const esStatus: StatusTexts = {
  direction: 'ltr',

  badgeSignedIn: '{name}: sesión iniciada',
  badgeSignedInAs: '{name}: sesión iniciada como {person}',
  badgeSignedOut: '{name}: sesión cerrada',
  badgeExpired: '{name}: la sesión ha caducado. Haga clic para volver a iniciar sesión.',
  badgeSignInRequired: '{name}: debe iniciar sesión. Haga clic para continuar.',
  badgeStepRequired: '{name}: falta un paso más para iniciar sesión. Haga clic para continuar.',
  badgeUnreadable: '{name}: no se pudo leer la sesión. Haga clic para reintentarlo.',

  signIn: 'Iniciar sesión',
  signOut: 'Cerrar sesión',

  options: 'Opciones',

  sessionEnded: 'La sesión ha caducado. Vuelva a iniciar sesión.',
  sessionSettingsChanged:
    'La configuración de inicio de sesión de esta extensión ha cambiado. Vuelva a iniciar sesión.',
  sessionSignInRequired: '{domain} pide que vuelva a iniciar sesión. Continúe en una ventana.',
  sessionStepRequired: '{domain} pide un paso más, por ejemplo un código. Continúe en una ventana.',
};

export const es: PageTexts = {
  windowIsOpen: 'Hay una ventana de inicio de sesión abierta. Termine allí, o inicie sesión de otra forma.',
  signedOutHere: 'La sesión está cerrada. {reason}',
  tenantSessionNotEnded:
    'La sesión se ha cerrado en esta extensión, pero no se pudo avisar a {domain}. Puede que allí siga abierta. Si otras personas usan este navegador, ciérrela también allí.',
  refreshTokenNotRevoked:
    'La sesión se ha cerrado, pero no se pudo revocar este inicio de sesión en {domain}. Allí caducará por sí solo.',

  hostAccessBlocked: 'El navegador bloqueó el acceso a {domain}, así que no se pudo verificar.',
  domainNotTenant: '{domain} no es un inquilino de Auth0. Copie el dominio del Auth0 Dashboard.',
  clientIdUnknown:
    '{domain} no tiene ninguna aplicación con este ID de cliente. Cópielo del Auth0 Dashboard.',
  clientIdUnknownAtCustomDomain:
    '{domain} no tiene ninguna aplicación con este ID de cliente. Cópielo del Auth0 Dashboard o pruebe con el dominio propio del inquilino, que termina en .auth0.com.',
  tenantNotChosen: 'Esta extensión aún no está configurada. Elija un inquilino de Auth0 en las opciones.',
  tenantNotAllowed: 'Esta extensión necesita acceso a {domain}. Permítalo en las opciones.',
  optionNotSaved:
    'No se pudo guardar el cambio. Libere espacio en el disco o reinicie el navegador e inténtelo de nuevo.',
  codeExpired: 'Este código ha caducado. Solicite uno nuevo.',
  signUpRefused:
    'No se puede registrar esta dirección de correo. Si ya tiene una cuenta, inicie sesión o restablezca la contraseña.',
  signUpDisabled: 'Aquí no se pueden crear cuentas nuevas. Pida una a su administrador.',
  fieldEmail: 'Correo electrónico',
  fieldCountry: 'País',
  formBack: 'Volver',

  apiOriginNotListed:
    'Esta extensión no puede enviar su inicio de sesión a {origin}. Desarrolladores: añadan el origen a AUTH0_API_ORIGINS.',
  browserUnsupported:
    'Este navegador no permite iniciar sesión en extensiones. Use Chrome, Edge o Firefox en un ordenador.',
  authorizationRefused:
    'Se ha denegado el inicio de sesión: {reason}. Inténtelo de nuevo o consulte a su administrador.',
  callbackNotAllowed:
    '{domain} todavía no reconoce esta extensión. Un administrador debe añadir {address} a «Allowed Callback URLs» de la aplicación.',
  clientUnknown:
    '{domain} no reconoce esta aplicación. Póngase en contacto con el desarrollador de la extensión. (Desarrolladores: comprueben AUTH0_DOMAIN y AUTH0_CLIENT_ID.)',
  clientUnknownAtCustomDomain:
    '{domain} no reconoce esta aplicación. Póngase en contacto con el desarrollador de la extensión. (Desarrolladores: comprueben AUTH0_CLIENT_ID o pongan en AUTH0_DOMAIN el dominio que termina en .auth0.com.)',
  cookiesBlocked:
    'Este navegador bloquea las cookies. Permítalas para {domain} en la configuración del navegador e inténtelo de nuevo.',
  crossOriginLoginOff:
    '{domain} no acepta contraseñas de este formulario. Continúe en una ventana o pida a un administrador que active «Allow Cross-Origin Authentication».',
  extensionFailed: 'Se ha producido un error. Inténtelo de nuevo.',
  extensionIncomplete: 'Falta una parte de esta extensión. Vuelva a instalarla.',
  extensionNotResponding:
    'Esta extensión no responde. Inténtelo de nuevo. Si no se resuelve, reinicie el navegador.',
  formFailed: 'No se pudo cargar el formulario de inicio de sesión. Inténtelo de nuevo.',
  hostNotPermitted:
    'Esta extensión no tiene acceso a {domain}. Permítalo en la configuración de extensiones del navegador e inténtelo de nuevo.',
  idTokenAlgorithm:
    'No se pudo verificar su inicio de sesión en {domain}. Un administrador debe fijar «JSON Web Token (JWT) Signature Algorithm» de la aplicación en RS256.',
  idTokenInvalid:
    'No se pudo verificar su inicio de sesión. Inténtelo de nuevo. Si el problema persiste, consulte a su administrador.',
  idTokenIssuedInFuture:
    'No se pudo verificar su inicio de sesión. Compruebe que el reloj de este equipo esté en hora e inténtelo de nuevo.',
  interactionRequired: '{domain} pide un paso más. Continúe en su página de inicio de sesión.',
  noConnection:
    'No hay ningún método de inicio de sesión disponible. Póngase en contacto con el desarrollador de la extensión. (Desarrolladores: activen una conexión para la aplicación o comprueben AUTH0_CONNECTIONS.)',
  silentSignInTimedOut: 'El servicio de inicio de sesión no ha respondido. Inténtelo de nuevo.',
  tokenRequestRefused: 'El inicio de sesión ha fallado: {reason}. Inténtelo de nuevo.',
  notRemoved:
    'No se pudo eliminar la sesión, así que sigue abierta. Reinicie el navegador e inténtelo de nuevo.',
  notSaved:
    'Ha iniciado sesión, pero no se pudo guardar. Libere espacio en el disco o reinicie el navegador e inténtelo de nuevo.',
  notWritable:
    'El navegador no puede guardar datos, así que la sesión no se ha renovado. Libere espacio en el disco o reinicie el navegador.',
  organizationNotConfirmed:
    '{domain} no ha confirmado la organización por su nombre. Un administrador debe activar «Allow Organization Names in Authentication API». (Desarrolladores: o usen el ID de la organización.)',
  originNotAllowed:
    '{domain} no acepta inicios de sesión de este formulario. Continúe en una ventana o pida a un administrador que añada {origin} a «Allowed Web Origins» de la aplicación.',
  redirectMismatch:
    'La respuesta no correspondía a este inicio de sesión y se ha ignorado. Inténtelo de nuevo.',
  redirectMissing: 'El inicio de sesión no se completó. Inténtelo de nuevo.',
  settingsInvalid:
    'No se pudo usar la configuración de inicio de sesión de {domain}. Continúe en una ventana. (Desarrolladores: comprueben AUTH0_DOMAIN.)',
  signInCancelled: 'Se ha cancelado el inicio de sesión. Inténtelo de nuevo cuando quiera.',
  signInFailed: 'El inicio de sesión ha fallado. Inténtelo de nuevo.',
  signInPageFailed:
    'No se pudo cargar la página de inicio de sesión. Compruebe la conexión o la VPN e inténtelo de nuevo.',
  signInRunning:
    'Ya hay una ventana de inicio de sesión abierta. Termine allí, o ciérrela e inténtelo de nuevo.',
  signOutFailed: 'No se pudo cerrar la sesión. Sigue abierta. Inténtelo de nuevo.',
  signedOut: 'No ha iniciado sesión. Inicie sesión e inténtelo de nuevo.',
  signedUp: 'Se ha registrado. {reason}',
  signedUpRefused:
    'Se ha registrado, pero aún no puede iniciar sesión: {reason}. Complete ese paso y después inicie sesión.',
  storageBlocked:
    'El navegador no permite que esta extensión guarde datos. Permita las cookies y los datos de sitios en la configuración del navegador e inténtelo de nuevo.',
  storageUnreadable:
    'No se pudo leer la sesión. Inténtelo de nuevo. Si no se resuelve, reinicie el navegador.',
  tenantFailed: '{domain} tiene problemas (estado {status}). Inténtelo de nuevo dentro de un minuto.',
  tenantIntercepted:
    'Algo entre este navegador y {domain} respondió en su lugar (estado {status}). Compruebe la VPN, el proxy o el acceso a la red e inténtelo de nuevo.',
  tenantUnreachable: 'No se puede acceder a {domain}. Compruebe la conexión e inténtelo de nuevo.',
  tokenResponseMalformed:
    '{domain} ha enviado una respuesta no válida. Inténtelo de nuevo. Si el problema persiste, consulte a su administrador.',
  tokenAlreadyExpired:
    '{domain} ha emitido un inicio de sesión ya caducado. Inténtelo de nuevo. Si el problema persiste, consulte a su administrador.',
};
