import type { Catalogue } from './catalogue.ts';

export const de: Catalogue = {
  language: 'de',
  direction: 'ltr',

  description:
    'Über die Symbolleiste mit Auth0 anmelden, am Symbol sehen, dass Sie angemeldet sind, und wieder abmelden.',

  badgeSignedIn: '{name}: angemeldet',
  badgeSignedInAs: '{name}: angemeldet als {person}',
  badgeSignedOut: '{name}: abgemeldet',
  badgeExpired: '{name}: Ihre Sitzung ist beendet. Klicken, um sich neu anzumelden',
  badgeSignInRequired: '{name}: Sie müssen sich neu anmelden. Klicken, um fortzufahren',
  badgeStepRequired: '{name}: Ein weiterer Anmeldeschritt ist nötig. Klicken, um fortzufahren',
  badgeUnreadable: '{name}: Die Sitzung konnte nicht gelesen werden. Klicken, um es erneut zu versuchen',

  stateLoading: 'Wird geladen…',
  stateSigningOut: 'Abmeldung läuft…',
  stateSignedOut: 'Abgemeldet',
  stateSigningIn: 'Anmeldung läuft…',
  stateInWindow: 'Weiter im Fenster',
  stateSignedIn: 'Angemeldet',
  stateError: 'Bitte prüfen',
  account: 'Konto',
  signedInUntil: 'Angemeldet bis {moment}',
  staysSignedIn: 'Ihre Sitzung wird automatisch verlängert',
  accountOfProvider: '{provider}-Konto',
  accountByPassword: 'E-Mail und Passwort',
  accountByMail: 'Code per E-Mail',
  accountBySms: 'Code per SMS',
  accountOfCompany: 'Firmenkonto',
  logIn: 'Anmelden',
  logOut: 'Abmelden',
  switchAccount: 'Anderes Konto verwenden',
  continueInWindow: 'In einem Fenster fortfahren',
  signInAnotherWay: 'Anders anmelden',
  tryAgain: 'Erneut versuchen',
  openInTab: 'In einem Tab öffnen',
  whatWentWrong: 'Was ist schiefgegangen?',

  windowIsOpen:
    'Ein Anmeldefenster ist geöffnet. Schließen Sie die Anmeldung dort ab, oder melden Sie sich anders an.',
  signedOutHere: 'Sie sind abgemeldet. {reason}',
  sessionLeftBehind:
    'Sie sind hier abgemeldet, aber {domain} war nicht erreichbar: Dort sind Sie vielleicht noch angemeldet. Melden Sie sich auch dort ab, wenn andere diesen Browser nutzen.',
  tokenLeftBehind:
    'Sie sind hier abgemeldet, aber {domain} war nicht erreichbar, um diese Anmeldung zu widerrufen. Sie endet dort von selbst.',

  options: 'Optionen',
  optionsTitle: '{name}: Optionen',
  optionSilent: 'Ohne Rückfrage anmelden',
  optionSilentUse: 'Wenn dieser Browser Sie schon angemeldet hat, genügt es, das Pop-up zu öffnen.',
  optionLogOut: 'Beim Abmelden',
  optionLogOutLocal: 'Nur von dieser Erweiterung abmelden',
  optionLogOutTenant: 'Auch von {domain} abmelden',
  optionLogOutFederated: 'Auch vom Konto dahinter abmelden, etwa bei Google oder in Ihrer Firma',
  optionNotify: 'Benachrichtigen, wenn ich mich neu anmelden muss',
  optionNotifyUse: 'Der Browser fragt, ob diese Erweiterung Benachrichtigungen anzeigen darf.',
  optionNotifyRefused: 'Der Browser hat Benachrichtigungen nicht erlaubt, daher gibt es keine.',
  tenantTitle: 'Wo angemeldet wird',
  tenantUse:
    'Domain und Client-ID stehen im Auth0-Dashboard, in den Einstellungen der Anwendung. Der Browser fragt, ob diese Erweiterung diesen einen Host erreichen darf.',
  tenantCheck: 'Prüfen und verwenden',
  tenantChecking: 'Wird geprüft …',
  tenantFound: '{domain} gefunden, mit diesen Verbindungen: {connections}',
  tenantFoundEmpty:
    '{domain} gefunden. Für die Anwendung ist keine Verbindung eingeschaltet; noch kann sich niemand anmelden.',
  tenantLeaves: 'Eine andere Wahl meldet Sie zuerst bei {domain} ab.',
  tenantRefused:
    'Der Browser hat dieser Erweiterung nicht erlaubt, {domain} zu erreichen; es konnte nicht geprüft werden.',
  noTenantThere: '{domain} ist kein Mandant von Auth0. Kopieren Sie die Domain aus dem Auth0-Dashboard.',
  domainWrong: 'Das ist keine Domain. Richtig ist zum Beispiel: example.eu.auth0.com',
  clientIdWrong:
    'Eine Client-ID besteht nur aus Buchstaben, Ziffern, „-“ und „_“. Kopieren Sie sie aus dem Auth0-Dashboard.',
  clientIdUnknown: '{domain} kennt diese Client-ID nicht. Kopieren Sie sie aus dem Auth0-Dashboard.',
  clientIdUnknownAtCustomDomain:
    '{domain} kennt diese Client-ID nicht. Kopieren Sie sie aus dem Auth0-Dashboard, oder versuchen Sie es mit der eigenen Domain des Mandanten, die auf .auth0.com endet.',
  tenantAddresses: 'Was die Anwendung kennen muss',
  tenantAddressesUse:
    'Fügen Sie es in diese Felder derselben Seite ein, und schalten Sie dort Allow Cross-Origin Authentication ein.',
  copy: 'Kopieren',
  copyRefused: 'Der Browser hat das Kopieren nicht erlaubt. Markieren Sie es und kopieren Sie es von dort.',
  tenantNotChosen: 'Noch hat niemand gewählt, wo diese Erweiterung anmeldet. Wählen Sie es in den Optionen.',
  tenantNotAllowed: 'Diese Erweiterung darf {domain} noch nicht erreichen. Erlauben Sie es in den Optionen.',
  chooseTenant: 'Optionen öffnen',
  optionSaved: 'Gespeichert',
  optionNotSaved:
    'Der Browser konnte das nicht speichern. Geben Sie Speicherplatz frei oder starten Sie den Browser neu, und versuchen Sie es erneut.',

  managed: 'Von Ihrer Organisation festgelegt',

  codeWrong: 'Falscher Code.',
  codeExpired: 'Dieser Code ist abgelaufen. Fordern Sie einen neuen an.',
  signUpRefused:
    'Diese Adresse kann nicht registriert werden. Wenn es Ihre ist, melden Sie sich damit an, oder setzen Sie das Passwort zurück.',
  signUpDisabled: 'Hier können keine neuen Konten angelegt werden. Bitten Sie Ihren Administrator um eines.',
  fieldEmail: 'E-Mail-Adresse',
  fieldCountry: 'Land',
  formBack: 'Zurück',

  apiOriginNotListed:
    'Diese Erweiterung darf ihr Zugriffstoken nicht an {origin} senden. Der Entwickler muss den Ursprung in AUTH0_API_ORIGINS aufnehmen.',
  browserUnsupported:
    'In diesem Browser können sich Erweiterungen nicht anmelden. Verwenden Sie Chrome, Edge oder Firefox auf einem Computer.',
  authorizationRefused:
    'Der Mandant hat die Anmeldung abgelehnt: {reason}. Versuchen Sie es erneut, oder fragen Sie seinen Administrator.',
  callbackNotAllowed:
    '{domain} leitet noch nicht zu dieser Erweiterung zurück. Der Administrator muss {address} bei der Anwendung unter „Allowed Callback URLs“ eintragen. Versuchen Sie es danach erneut.',
  clientUnknown:
    '{domain} kennt diese Anwendung nicht. Wenn Sie diese Erweiterung entwickeln, prüfen Sie AUTH0_DOMAIN und AUTH0_CLIENT_ID; wenn Sie sie benutzen, wenden Sie sich an den Entwickler. Versuchen Sie es danach erneut.',
  clientUnknownAtCustomDomain:
    '{domain} kennt diese Anwendung nicht. Der Entwickler kann AUTH0_CLIENT_ID prüfen oder als AUTH0_DOMAIN die eigene Domain des Mandanten versuchen, die auf .auth0.com endet.',
  cookiesBlocked:
    'Dieser Browser blockiert Cookies. Erlauben Sie sie in den Einstellungen des Browsers für {domain}, und versuchen Sie es dann erneut.',
  crossOriginLoginOff:
    '{domain} nimmt noch keine Passwörter aus diesem Formular an. Der Administrator muss bei der Anwendung „Allow Cross-Origin Authentication“ einschalten. Versuchen Sie es danach erneut.',
  extensionFailed: 'In dieser Erweiterung ist ein Fehler aufgetreten. Versuchen Sie es erneut.',
  extensionIncomplete: 'Ein Teil dieser Erweiterung fehlt. Installieren Sie sie neu.',
  extensionSilent:
    'Diese Erweiterung hat nicht reagiert. Versuchen Sie es erneut; wenn das nicht hilft, starten Sie den Browser neu.',
  formFailed: 'Das Anmeldeformular konnte nicht angezeigt werden. Versuchen Sie es erneut.',
  hostNotPermitted:
    'Diese Erweiterung darf nicht auf {domain} zugreifen. Erlauben Sie es in den Browsereinstellungen dieser Erweiterung unter „Berechtigungen“, und versuchen Sie es dann erneut.',
  idTokenAlgorithm:
    'Die Anmeldung bei {domain} konnte nicht überprüft werden. Versuchen Sie es erneut, sobald der Administrator bei der Anwendung „JSON Web Token (JWT) Signature Algorithm“ auf RS256 gesetzt hat.',
  idTokenInvalid:
    'Der Identitätsnachweis des Mandanten wurde nicht akzeptiert. Versuchen Sie es erneut; wenn das nicht hilft, wenden Sie sich an seinen Administrator.',
  idTokenNotOfNow:
    'Der Identitätsnachweis des Mandanten wurde nicht akzeptiert. Prüfen Sie, ob die Uhr dieses Computers richtig geht, und versuchen Sie es dann erneut.',
  interactionRequired:
    '{domain} verlangt einen weiteren Schritt, den dieses Formular nicht anzeigen kann. Fahren Sie auf der Seite des Dienstes fort.',
  noConnection:
    'Es gibt keine Anmeldemöglichkeit: Für die Anwendung ist keine Verbindung eingeschaltet, oder AUTH0_CONNECTIONS nennt keine davon. Wenden Sie sich an den Entwickler dieser Erweiterung, oder versuchen Sie es später erneut.',
  noInstantAnswer: 'Der Mandant hat nicht sofort geantwortet. Versuchen Sie es erneut.',
  noTokens: 'Der Mandant hat keine Tokens ausgestellt: {reason}. Versuchen Sie es erneut.',
  notRemoved:
    'Der Browser konnte die Sitzung nicht entfernen; Sie sind noch angemeldet. Starten Sie den Browser neu, und versuchen Sie es dann erneut.',
  notSaved:
    'Sie haben sich angemeldet, aber der Browser konnte das nicht speichern. Geben Sie Speicherplatz frei, oder starten Sie den Browser neu, und versuchen Sie es dann erneut.',
  notWritable:
    'Der Browser kann nichts speichern, daher wurde Ihre Sitzung nicht erneuert. Geben Sie Speicherplatz frei, oder starten Sie den Browser neu.',
  organizationNotConfirmed:
    '{domain} hat die Organisation nicht mit ihrem Namen bestätigt. Der Administrator muss „Allow Organization Names in Authentication API“ einschalten, oder es muss die ID der Organisation verwendet werden.',
  originNotAllowed:
    '{domain} nimmt noch keine Anmeldungen aus diesem Formular an. Fahren Sie in einem Fenster fort, oder lassen Sie einen Administrator {origin} bei der Anwendung unter „Allowed Web Origins“ eintragen.',
  redirectForeign:
    'Die Antwort gehört nicht zu dieser Anmeldung und wurde nicht verwendet. Versuchen Sie es erneut.',
  redirectMissing: 'Der Browser ist ohne Adresse vom Mandanten zurückgekommen. Versuchen Sie es erneut.',
  sessionEnded: 'Ihre Sitzung ist beendet. Melden Sie sich neu an, um fortzufahren.',
  sessionSettingsChanged:
    'Die Anmeldeeinstellungen dieser Erweiterung haben sich geändert. Melden Sie sich neu an, um fortzufahren.',
  sessionSignInRequired: '{domain} verlangt, dass Sie sich neu anmelden. Fahren Sie in einem Fenster fort.',
  sessionStepRequired:
    '{domain} verlangt einen weiteren Schritt, zum Beispiel einen Code. Fahren Sie in einem Fenster fort.',
  settingsInvalid:
    'Die Anmeldeeinstellungen von {domain} sind nicht brauchbar. Fahren Sie in einem Fenster fort, oder prüfen Sie AUTH0_DOMAIN, wenn Sie diese Erweiterung bauen.',
  signInCancelled:
    'Das Anmeldefenster wurde vor dem Abschluss geschlossen. Sie können sich jederzeit neu anmelden.',
  signInFailed: 'Die Anmeldung ist fehlgeschlagen. Versuchen Sie es erneut.',
  signInPageFailed:
    'Die Anmeldeseite konnte nicht geladen werden. Prüfen Sie Ihre Verbindung oder Ihr VPN, und versuchen Sie es erneut.',
  signInRunning:
    'Ein Anmeldefenster ist bereits geöffnet. Schließen Sie die Anmeldung dort ab, oder schließen Sie es, und versuchen Sie es dann erneut.',
  signOutFailed: 'Sie sind noch angemeldet: Die Abmeldung ist fehlgeschlagen. Versuchen Sie es erneut.',
  signedOut: 'Niemand ist angemeldet. Melden Sie sich an, und versuchen Sie es dann erneut.',
  signedUp: 'Sie haben sich registriert. {reason}',
  signedUpRefused:
    'Sie haben sich registriert, können sich aber noch nicht anmelden: {reason}. Melden Sie sich an, sobald das erledigt ist.',
  storageBlocked:
    'Der Browser lässt diese Erweiterung keine Daten speichern. Erlauben Sie in den Einstellungen des Browsers Cookies und Websitedaten, und versuchen Sie es dann erneut.',
  storageUnreadable:
    'Der Browser konnte Ihre Sitzung nicht lesen. Versuchen Sie es erneut; wenn das nicht hilft, starten Sie den Browser neu.',
  tenantFailed: '{domain} hat gerade Probleme (Status {status}). Versuchen Sie es in einer Minute erneut.',
  tenantIntercepted:
    'Etwas zwischen diesem Browser und {domain} hat stattdessen geantwortet (Status {status}). Prüfen Sie VPN, Proxy oder Netzwerkanmeldung, und versuchen Sie es erneut.',
  tenantUnreachable:
    '{domain} ist nicht erreichbar. Prüfen Sie Ihre Verbindung, und versuchen Sie es erneut.',
  tokenAnswerSenseless:
    '{domain} hat eine unverständliche Antwort gegeben. Versuchen Sie es erneut; wenn das nicht hilft, wenden Sie sich an den Administrator.',
  tokenOverAtOnce:
    '{domain} hat ein Token ausgestellt, das sofort abgelaufen war. Versuchen Sie es erneut; wenn das nicht hilft, wenden Sie sich an den Administrator.',

  diagnosticsTitle: 'Diagnose von {name}',
  diagnosticsPurpose:
    'Was geschehen ist und wie es steht. Wer angemeldet ist, steht nicht auf dieser Seite, auch sonst nichts Geheimes: Sie können sie allen zeigen, die Ihnen helfen.',
  copyReport: 'Für Fehlerbericht kopieren',
  checkAgain: 'Erneut prüfen',
  copied: 'Kopiert',
  copyFailed:
    'Der Browser hat das Kopieren nicht zugelassen. Der Text ist unten markiert: Kopieren Sie ihn von dort.',
  bugReport: 'Fehlerbericht',

  domain: 'Domain',
  clientId: 'Client-ID',
  connections: 'Verbindungen',
  connectionsAll: 'Alle der Anwendung',
  organization: 'Organisation',
  logInHosted: 'Auf der Seite des Mandanten, in einem Fenster',
  logOutTenant: 'Beendet auch die Sitzung des Mandanten',
};
