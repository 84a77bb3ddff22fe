import type { PageTexts, StatusTexts } from './catalogue.ts';

export const deStatus: StatusTexts = {
  direction: 'ltr',

  badgeSignedIn: '{name}: angemeldet',
  badgeSignedInAs: '{name}: angemeldet als {person}',
  badgeSignedOut: '{name}: abgemeldet',
  badgeExpired: '{name}: Sitzung abgelaufen. Klicken, um sich erneut anzumelden.',
  badgeSignInRequired: '{name}: Anmeldung erforderlich. Klicken, um fortzufahren.',
  badgeStepRequired: '{name}: Ein weiterer Anmeldeschritt ist erforderlich. Klicken, um fortzufahren.',
  badgeUnreadable: '{name}: Die Sitzung konnte nicht gelesen werden. Klicken, um es erneut zu versuchen.',

  signIn: 'Anmelden',
  signOut: 'Abmelden',

  options: 'Optionen',

  sessionEnded: 'Ihre Sitzung ist abgelaufen. Melden Sie sich erneut an.',
  sessionSettingsChanged:
    'Die Anmeldeeinstellungen dieser Erweiterung haben sich geändert. Melden Sie sich erneut an.',
  sessionSignInRequired: '{domain} verlangt, dass Sie sich neu anmelden. Fahren Sie in einem Fenster fort.',
  sessionStepRequired:
    '{domain} verlangt einen weiteren Schritt, zum Beispiel einen Code. Fahren Sie in einem Fenster fort.',
};

export const de: PageTexts = {
  windowIsOpen:
    'Ein Anmeldefenster ist geöffnet. Schließen Sie die Anmeldung dort ab, oder melden Sie sich anders an.',
  signedOutHere: 'Sie sind abgemeldet. {reason}',
  tenantSessionNotEnded:
    'Sie sind von dieser Erweiterung abgemeldet, aber die Abmeldung konnte {domain} nicht mitgeteilt werden. Dort sind Sie vielleicht noch angemeldet. Melden Sie sich auch dort ab, wenn andere diesen Browser nutzen.',
  refreshTokenNotRevoked:
    'Sie sind abgemeldet, aber diese Anmeldung konnte bei {domain} nicht widerrufen werden. Sie läuft dort von selbst ab.',

  hostAccessBlocked: 'Ihr Browser hat den Zugriff auf {domain} blockiert, daher war keine Prüfung möglich.',
  domainNotTenant: '{domain} ist kein Auth0-Mandant. Kopieren Sie die Domain aus dem Auth0 Dashboard.',
  clientIdUnknown:
    '{domain} hat keine Anwendung mit dieser Client-ID. Kopieren Sie sie aus dem Auth0 Dashboard.',
  clientIdUnknownAtCustomDomain:
    '{domain} hat keine Anwendung mit dieser Client-ID. Kopieren Sie sie aus dem Auth0 Dashboard, oder versuchen Sie es mit der eigenen Domain des Mandanten, die auf .auth0.com endet.',
  tenantNotChosen:
    'Für diese Erweiterung ist noch kein Auth0-Mandant ausgewählt. Wählen Sie ihn in den Optionen aus.',
  tenantNotAllowed: 'Diese Erweiterung benötigt Zugriff auf {domain}. Erlauben Sie ihn in den Optionen.',
  optionNotSaved:
    'Ihre Änderung konnte nicht gespeichert werden. Geben Sie Speicherplatz frei, oder starten Sie den Browser neu, und versuchen Sie es dann erneut.',
  codeExpired: 'Dieser Code ist abgelaufen. Fordern Sie einen neuen an.',
  signUpRefused:
    'Diese E-Mail-Adresse kann nicht registriert werden. Wenn Sie bereits ein Konto haben, melden Sie sich an, oder setzen Sie Ihr Passwort zurück.',
  signUpDisabled: 'Hier können keine neuen Konten angelegt werden. Bitten Sie Ihren Administrator um eines.',
  fieldEmail: 'E-Mail-Adresse',
  fieldCountry: 'Land',
  formBack: 'Zurück',

  apiOriginNotListed:
    'Diese Erweiterung darf Ihre Anmeldung nicht an {origin} senden. Für Entwickler: Nehmen Sie den Ursprung in AUTH0_API_ORIGINS auf.',
  browserUnsupported:
    'In diesem Browser können sich Erweiterungen nicht anmelden. Verwenden Sie Chrome, Edge oder Firefox auf einem Computer.',
  authorizationRefused:
    'Die Anmeldung wurde abgelehnt: {reason}. Versuchen Sie es erneut, oder wenden Sie sich an Ihren Administrator.',
  callbackNotAllowed:
    '{domain} kennt diese Erweiterung noch nicht. Ein Administrator muss {address} bei der Anwendung unter „Allowed Callback URLs“ eintragen.',
  clientUnknown:
    '{domain} kennt diese Anwendung nicht. Wenden Sie sich an den Entwickler der Erweiterung. (Für Entwickler: Prüfen Sie AUTH0_DOMAIN und AUTH0_CLIENT_ID.)',
  clientUnknownAtCustomDomain:
    '{domain} kennt diese Anwendung nicht. Wenden Sie sich an den Entwickler der Erweiterung. (Für Entwickler: Prüfen Sie AUTH0_CLIENT_ID, oder setzen Sie AUTH0_DOMAIN auf die Domain, die auf .auth0.com endet.)',
  cookiesBlocked:
    'Dieser Browser blockiert Cookies. Erlauben Sie sie in den Einstellungen des Browsers für {domain}, und versuchen Sie es dann erneut.',
  crossOriginLoginOff:
    '{domain} nimmt keine Passwörter aus diesem Formular an. Fahren Sie in einem Fenster fort, oder bitten Sie einen Administrator, „Allow Cross-Origin Authentication“ einzuschalten.',
  extensionFailed: 'Es ist ein Fehler aufgetreten. Versuchen Sie es erneut.',
  extensionIncomplete: 'Ein Teil dieser Erweiterung fehlt. Installieren Sie sie neu.',
  extensionNotResponding:
    'Diese Erweiterung reagiert nicht. Versuchen Sie es erneut. Wenn das nicht hilft, starten Sie den Browser neu.',
  formFailed: 'Das Anmeldeformular konnte nicht geladen werden. Versuchen Sie es erneut.',
  hostNotPermitted:
    'Diese Erweiterung hat keinen Zugriff auf {domain}. Erlauben Sie ihn in den Erweiterungseinstellungen Ihres Browsers, und versuchen Sie es dann erneut.',
  idTokenAlgorithm:
    'Ihre Anmeldung bei {domain} konnte nicht überprüft werden. Ein Administrator muss bei der Anwendung „JSON Web Token (JWT) Signature Algorithm“ auf RS256 setzen.',
  idTokenInvalid:
    'Ihre Anmeldung konnte nicht überprüft werden. Versuchen Sie es erneut. Wenn das Problem weiterhin besteht, wenden Sie sich an Ihren Administrator.',
  idTokenIssuedInFuture:
    'Ihre Anmeldung konnte nicht überprüft werden. Prüfen Sie, ob die Uhr dieses Computers richtig geht, und versuchen Sie es dann erneut.',
  interactionRequired: '{domain} verlangt einen weiteren Schritt. Fahren Sie auf der Anmeldeseite fort.',
  noConnection:
    'Es ist keine Anmeldemethode verfügbar. Wenden Sie sich an den Entwickler der Erweiterung. (Für Entwickler: Aktivieren Sie eine Verbindung für die Anwendung, oder prüfen Sie AUTH0_CONNECTIONS.)',
  silentSignInTimedOut: 'Der Anmeldedienst hat nicht geantwortet. Versuchen Sie es erneut.',
  tokenRequestRefused: 'Die Anmeldung ist fehlgeschlagen: {reason}. Versuchen Sie es erneut.',
  notRemoved:
    'Die Sitzung konnte nicht entfernt werden, daher sind Sie noch angemeldet. Starten Sie den Browser neu, und versuchen Sie es dann erneut.',
  notSaved:
    'Sie haben sich angemeldet, aber die Sitzung konnte nicht gespeichert werden. Geben Sie Speicherplatz frei, oder starten Sie den Browser neu, und versuchen Sie es dann erneut.',
  notWritable:
    'Der Browser kann nichts speichern, daher wurde Ihre Sitzung nicht verlängert. Geben Sie Speicherplatz frei, oder starten Sie den Browser neu.',
  organizationNotConfirmed:
    '{domain} hat die Organisation nicht mit ihrem Namen bestätigt. Ein Administrator muss „Allow Organization Names in Authentication API“ einschalten. (Für Entwickler: Oder verwenden Sie die ID der Organisation.)',
  originNotAllowed:
    '{domain} nimmt keine Anmeldungen aus diesem Formular an. Fahren Sie in einem Fenster fort, oder bitten Sie einen Administrator, {origin} bei der Anwendung unter „Allowed Web Origins“ einzutragen.',
  redirectMismatch:
    'Die Antwort passte nicht zu dieser Anmeldung und wurde ignoriert. Versuchen Sie es erneut.',
  redirectMissing: 'Die Anmeldung wurde nicht abgeschlossen. Versuchen Sie es erneut.',
  settingsInvalid:
    'Die Anmeldeeinstellungen von {domain} konnten nicht verwendet werden. Fahren Sie in einem Fenster fort. (Für Entwickler: Prüfen Sie AUTH0_DOMAIN.)',
  signInCancelled: 'Die Anmeldung wurde abgebrochen. Sie können es jederzeit erneut versuchen.',
  signInFailed: 'Die Anmeldung ist fehlgeschlagen. Versuchen Sie es erneut.',
  signInPageFailed:
    'Die Anmeldeseite konnte nicht geladen werden. Prüfen Sie Ihre Verbindung oder Ihr VPN, und versuchen Sie es erneut.',
  signInRunning:
    'Ein Anmeldefenster ist bereits geöffnet. Schließen Sie die Anmeldung dort ab, oder schließen Sie das Fenster, und versuchen Sie es dann erneut.',
  signOutFailed: 'Die Abmeldung ist fehlgeschlagen. Sie sind noch angemeldet. Versuchen Sie es erneut.',
  signedOut: 'Sie sind nicht angemeldet. Melden Sie sich an, und versuchen Sie es erneut.',
  signedUp: 'Sie haben sich registriert. {reason}',
  signedUpRefused:
    'Sie haben sich registriert, können sich aber noch nicht anmelden: {reason}. Schließen Sie diesen Schritt ab, und melden Sie sich dann an.',
  storageBlocked:
    'Der Browser lässt diese Erweiterung keine Daten speichern. Erlauben Sie in den Einstellungen des Browsers Cookies und Websitedaten, und versuchen Sie es dann erneut.',
  storageUnreadable:
    'Ihre Sitzung konnte nicht gelesen werden. Versuchen Sie es erneut. Wenn das nicht hilft, starten Sie den Browser neu.',
  tenantFailed: '{domain} hat gerade Probleme (Status {status}). Versuchen Sie es in einer Minute erneut.',
  tenantIntercepted:
    'Etwas zwischen diesem Browser und {domain} hat stattdessen geantwortet (Status {status}). Prüfen Sie VPN, Proxy oder Netzwerkanmeldung, und versuchen Sie es erneut.',
  tenantUnreachable:
    '{domain} ist nicht erreichbar. Prüfen Sie Ihre Verbindung, und versuchen Sie es erneut.',
  tokenResponseMalformed:
    '{domain} hat eine ungültige Antwort gesendet. Versuchen Sie es erneut. Wenn das Problem weiterhin besteht, wenden Sie sich an Ihren Administrator.',
  tokenAlreadyExpired:
    '{domain} hat eine bereits abgelaufene Anmeldung ausgestellt. Versuchen Sie es erneut. Wenn das Problem weiterhin besteht, wenden Sie sich an Ihren Administrator.',
};
