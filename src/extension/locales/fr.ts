import type { Catalogue } from './catalogue.ts';

export const fr: Catalogue = {
  language: 'fr',
  direction: 'ltr',

  description: 'Connectez-vous avec Auth0 depuis la barre d’outils. Un badge indique si vous êtes connecté.',

  stateLoading: 'Chargement…',
  stateSigningOut: 'Déconnexion…',
  stateSignedOut: 'Déconnecté',
  stateSigningIn: 'Connexion…',
  stateInWindow: 'Suite dans la fenêtre',
  stateSignedIn: 'Connecté',
  stateError: 'Action requise',
  account: 'Compte',
  signedInUntil: 'Session ouverte jusqu’à : {time}',
  staysSignedIn: 'La session est prolongée automatiquement',
  accountOfProvider: 'Compte {provider}',
  accountByPassword: 'E-mail et mot de passe',
  accountByMail: 'Code par e-mail',
  accountBySms: 'Code par SMS',
  accountOfCompany: 'Compte professionnel ou scolaire',
  signIn: 'Se connecter',
  signOut: 'Se déconnecter',
  switchAccount: 'Utiliser un autre compte',
  continueInWindow: 'Continuer dans une nouvelle fenêtre',
  signInAnotherWay: 'Se connecter autrement',
  tryAgain: 'Réessayer',
  openInTab: 'Ouvrir dans un nouvel onglet',
  whatWentWrong: 'Que s’est-il passé ?',

  windowIsOpen:
    'Une fenêtre de connexion est ouverte. Terminez la connexion dans celle-ci, ou connectez-vous autrement.',

  options: 'Options',
  optionsTitle: 'Options de {name}',
  optionSilent: 'Se connecter automatiquement',
  optionSilentUse:
    'Si une session est déjà ouverte dans ce navigateur, l’ouverture de la fenêtre contextuelle vous connecte.',
  optionLogOut: 'À la déconnexion',
  optionLogOutLocal: 'Se déconnecter seulement de cette extension',
  optionLogOutTenant: 'Se déconnecter aussi de {domain}',
  optionLogOutFederated:
    'Se déconnecter aussi du compte utilisé, par exemple Google ou votre compte professionnel',
  optionNotify: 'M’avertir quand je dois me reconnecter',
  optionNotifyUse: 'Votre navigateur demandera l’autorisation d’afficher des notifications.',
  optionNotifyRefused:
    'Les notifications sont bloquées. Autorisez-les pour cette extension dans les paramètres de votre navigateur.',
  tenantTitle: 'Locataire Auth0',
  tenantUse:
    'Les deux valeurs se trouvent dans l’Auth0 Dashboard, dans les paramètres (Settings) de votre application. Votre navigateur demandera l’accès à ce domaine.',
  tenantCheck: 'Vérifier et enregistrer',
  tenantChecking: 'Vérification…',
  tenantFound: 'Connecté à {domain}. Connexions : {connections}',
  tenantFoundEmpty:
    'Connecté à {domain}, mais aucune connexion n’est activée pour l’application. Personne ne peut encore se connecter.',
  tenantLeaves: 'Si vous en choisissez un autre, vous serez d’abord déconnecté de {domain}.',
  domainWrong: 'Ce n’est pas un domaine valide. Exemple : example.eu.auth0.com',
  clientIdWrong:
    'Un ID client ne contient que des lettres, des chiffres, des traits d’union et des traits de soulignement. Copiez-le depuis l’Auth0 Dashboard.',
  tenantAddresses: 'Paramètres de l’application',
  tenantAddressesUse:
    'Copiez ces valeurs dans les champs correspondants des paramètres de l’application, et activez Allow Cross-Origin Authentication.',
  copy: 'Copier',
  copyRefused: 'Copie impossible. Sélectionnez le texte et copiez-le vous-même.',
  chooseTenant: 'Ouvrir les options',
  optionSaved: 'Enregistré',
  optionNotSaved:
    'Votre modification n’a pas pu être enregistrée. Libérez de l’espace disque ou redémarrez votre navigateur, puis réessayez.',

  managed: 'Géré par votre organisation',

  extensionFailed: 'Une erreur s’est produite. Réessayez.',

  diagnosticsTitle: 'Diagnostic de {name}',
  diagnosticsPurpose:
    'Événements récents et état actuel. Cette page ne contient rien de secret et ne dit pas qui est connecté. Vous pouvez la montrer à la personne qui vous aide.',
  copyReport: 'Copier le rapport de bug',
  checkAgain: 'Vérifier à nouveau',
  copied: 'Copié',
  copyFailed: 'Copie impossible. Le texte est sélectionné ci-dessous, copiez-le à cet endroit.',
  bugReport: 'Rapport de bug',

  domain: 'Domaine',
  clientId: 'ID client',
  connections: 'Connexions',
  connectionsAll: 'Toutes les connexions activées',
  organization: 'Organisation',
  logInHosted: 'Universal Login, dans une fenêtre',
  logOutTenant: 'Ferme aussi la session chez le locataire',
};
