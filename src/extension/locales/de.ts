import type { Catalogue } from './catalogue.ts';

export const de: Catalogue = {
  language: 'de',
  direction: 'ltr',

  description:
    'Melden Sie sich über die Symbolleiste mit Auth0 an. Ein Symbol zeigt, ob Sie angemeldet sind.',

  stateLoading: 'Wird geladen…',
  stateSigningOut: 'Abmeldung läuft…',
  stateSignedOut: 'Abgemeldet',
  stateSigningIn: 'Anmeldung läuft…',
  stateInWindow: 'Weiter im Fenster',
  stateSignedIn: 'Angemeldet',
  stateError: 'Aktion erforderlich',
  account: 'Konto',
  signedInUntil: 'Angemeldet bis {time}',
  staysSignedIn: 'Ihre Sitzung wird automatisch verlängert',
  accountOfProvider: '{provider}-Konto',
  accountByPassword: 'E-Mail und Passwort',
  accountByMail: 'Code per E-Mail',
  accountBySms: 'Code per SMS',
  accountOfCompany: 'Geschäfts- oder Schulkonto',
  signIn: 'Anmelden',
  signOut: 'Abmelden',
  switchAccount: 'Anderes Konto verwenden',
  continueInWindow: 'In neuem Fenster fortfahren',
  signInAnotherWay: 'Anders anmelden',
  tryAgain: 'Erneut versuchen',
  openInTab: 'In neuem Tab öffnen',
  whatWentWrong: 'Was ist schiefgegangen?',

  windowIsOpen:
    'Ein Anmeldefenster ist geöffnet. Schließen Sie die Anmeldung dort ab, oder melden Sie sich anders an.',

  options: 'Optionen',
  optionsTitle: '{name}: Optionen',
  optionSilent: 'Automatisch anmelden',
  optionSilentUse:
    'Wenn Sie in diesem Browser schon eine Sitzung haben, meldet das Öffnen des Pop-ups Sie an.',
  optionLogOut: 'Beim Abmelden',
  optionLogOutLocal: 'Nur von dieser Erweiterung abmelden',
  optionLogOutTenant: 'Auch bei {domain} abmelden',
  optionLogOutFederated: 'Auch beim verwendeten Konto abmelden, etwa bei Google oder Ihrem Geschäftskonto',
  optionNotify: 'Benachrichtigen, wenn ich mich neu anmelden muss',
  optionNotifyUse: 'Ihr Browser fragt, ob Benachrichtigungen angezeigt werden dürfen.',
  optionNotifyRefused:
    'Benachrichtigungen sind blockiert. Erlauben Sie sie für diese Erweiterung in den Einstellungen Ihres Browsers.',
  tenantTitle: 'Auth0-Mandant',
  tenantUse:
    'Beide Werte stehen im Auth0 Dashboard in den Einstellungen (Settings) Ihrer Anwendung. Ihr Browser fragt nach dem Zugriff auf diese Domain.',
  tenantCheck: 'Prüfen und speichern',
  tenantChecking: 'Wird geprüft…',
  tenantFound: 'Verbunden mit {domain}. Verbindungen: {connections}',
  tenantFoundEmpty:
    'Verbunden mit {domain}, aber für die Anwendung ist keine Verbindung aktiviert. Noch kann sich niemand anmelden.',
  tenantLeaves: 'Wenn Sie einen anderen Mandanten wählen, werden Sie zuerst bei {domain} abgemeldet.',
  domainWrong: 'Geben Sie eine Domain wie example.eu.auth0.com ein.',
  clientIdWrong:
    'Eine Client-ID besteht nur aus Buchstaben, Ziffern, Bindestrichen und Unterstrichen. Kopieren Sie sie aus dem Auth0 Dashboard.',
  tenantAddresses: 'Einstellungen der Anwendung',
  tenantAddressesUse:
    'Kopieren Sie diese Werte in die entsprechenden Felder der Einstellungen der Anwendung, und schalten Sie „Allow Cross-Origin Authentication“ ein.',
  copy: 'Kopieren',
  copyRefused: 'Kopieren nicht möglich. Markieren Sie den Text, und kopieren Sie ihn von Hand.',
  chooseTenant: 'Optionen öffnen',
  optionSaved: 'Gespeichert',
  optionNotSaved:
    'Ihre Änderung konnte nicht gespeichert werden. Geben Sie Speicherplatz frei, oder starten Sie den Browser neu, und versuchen Sie es dann erneut.',

  managed: 'Von Ihrer Organisation verwaltet',

  extensionFailed: 'Es ist ein Fehler aufgetreten. Versuchen Sie es erneut.',

  diagnosticsTitle: 'Diagnose von {name}',
  diagnosticsPurpose:
    'Letzte Ereignisse und aktueller Status. Diese Seite enthält nichts Geheimes und nennt nicht, wer angemeldet ist. Sie können sie daher an Ihren Support weitergeben.',
  copyReport: 'Fehlerbericht kopieren',
  checkAgain: 'Erneut prüfen',
  copied: 'Kopiert',
  copyFailed: 'Kopieren nicht möglich. Der Text ist unten markiert. Kopieren Sie ihn von dort.',
  bugReport: 'Fehlerbericht',

  domain: 'Domain',
  clientId: 'Client-ID',
  connections: 'Verbindungen',
  connectionsAll: 'Alle aktivierten Verbindungen',
  organization: 'Organisation',
  logInHosted: 'Universal Login, in einem Fenster',
  logOutTenant: 'Beendet auch die Sitzung beim Mandanten',
};
