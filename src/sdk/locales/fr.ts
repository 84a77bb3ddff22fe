import type { Catalogue } from './catalogue.ts';

export const fr: Catalogue = {
  language: 'fr',
  direction: 'ltr',

  description:
    'Connectez-vous avec Auth0 depuis la barre d’outils, voyez sur l’icône que vous êtes connecté, déconnectez-vous.',

  badgeSignedIn: '{name} : session ouverte',
  badgeSignedInAs: '{name} : session ouverte par {person}',
  badgeSignedOut: '{name} : déconnecté',
  badgeExpired: '{name} : votre session est terminée. Cliquez pour vous reconnecter',
  badgeSignInRequired: '{name} : vous devez vous reconnecter. Cliquez pour continuer',
  badgeStepRequired: '{name} : une étape de connexion de plus est nécessaire. Cliquez pour continuer',
  badgeUnreadable: '{name} : impossible de lire la session. Cliquez pour réessayer',

  stateLoading: 'Chargement…',
  stateSigningOut: 'Déconnexion…',
  stateSignedOut: 'Déconnecté',
  stateSigningIn: 'Connexion…',
  stateInWindow: 'Suite dans la fenêtre',
  stateSignedIn: 'Connecté',
  stateError: 'Action requise',
  account: 'Compte',
  signedInUntil: 'Session ouverte jusqu’à : {moment}',
  staysSignedIn: 'La session est prolongée automatiquement',
  accountOfProvider: 'Compte {provider}',
  accountByPassword: 'E-mail et mot de passe',
  accountByMail: 'Code par e-mail',
  accountBySms: 'Code par SMS',
  accountOfCompany: 'Compte d’entreprise',
  logIn: 'Se connecter',
  logOut: 'Se déconnecter',
  switchAccount: 'Utiliser un autre compte',
  continueInWindow: 'Continuer dans une fenêtre',
  signInAnotherWay: 'Se connecter autrement',
  tryAgain: 'Réessayer',
  openInTab: 'Ouvrir dans un onglet',
  whatWentWrong: 'Que s’est-il passé ?',

  windowIsOpen:
    'Une fenêtre de connexion est ouverte. Terminez la connexion dans celle-ci, ou connectez-vous autrement.',
  signedOutHere: 'Vous êtes déconnecté. {reason}',
  sessionLeftBehind:
    'Vous êtes déconnecté ici, mais {domain} n’a pas pu en être averti : votre session y est peut-être encore ouverte. Déconnectez-vous-y aussi si d’autres personnes utilisent ce navigateur.',
  tokenLeftBehind:
    'Vous êtes déconnecté ici, mais {domain} n’a pas pu être averti d’annuler cette connexion. Elle y prendra fin d’elle-même.',

  options: 'Options',
  optionsTitle: 'Options de {name}',
  optionSilent: 'Se connecter sans rien demander',
  optionSilentUse: 'Si ce navigateur vous a déjà connecté, il suffit d’ouvrir la fenêtre de l’extension.',
  optionLogOut: 'À la déconnexion',
  optionLogOutLocal: 'Se déconnecter seulement de cette extension',
  optionLogOutTenant: 'Se déconnecter aussi de {domain}',
  optionLogOutFederated:
    'Se déconnecter aussi du compte utilisé, par exemple celui de Google ou de votre entreprise',
  optionNotify: 'M’avertir quand je dois me reconnecter',
  optionNotifyUse: 'Le navigateur demande si cette extension peut afficher des notifications.',
  optionNotifyRefused: 'Le navigateur n’a pas autorisé les notifications : il n’y en aura pas.',
  tenantTitle: 'Où se connecter',
  tenantUse:
    'Le domaine et l’identifiant client se trouvent dans le tableau de bord Auth0, dans les paramètres de l’application. Le navigateur demande si cette extension peut accéder à ce seul hôte.',
  tenantCheck: 'Vérifier et utiliser',
  tenantChecking: 'Vérification…',
  tenantFound: '{domain} trouvé, avec ces connexions : {connections}',
  tenantFoundEmpty:
    '{domain} trouvé. Aucune connexion n’est activée pour l’application : personne ne peut encore se connecter.',
  tenantLeaves: 'Un autre choix vous déconnecte d’abord de {domain}.',
  tenantRefused:
    'Le navigateur n’a pas permis à cette extension d’accéder à {domain} ; la vérification n’a pas pu se faire.',
  noTenantThere: '{domain} n’est pas un tenant Auth0. Copiez le domaine depuis le tableau de bord Auth0.',
  domainWrong: 'Ce n’est pas un domaine. Par exemple : example.eu.auth0.com',
  clientIdWrong:
    'Un identifiant client ne contient que des lettres, des chiffres, « - » et « _ ». Copiez-le depuis le tableau de bord Auth0.',
  clientIdUnknown:
    '{domain} ne connaît pas cet identifiant client. Copiez-le depuis le tableau de bord Auth0.',
  clientIdUnknownAtCustomDomain:
    '{domain} ne connaît pas cet identifiant client. Copiez-le depuis le tableau de bord Auth0, ou essayez le domaine propre du locataire, qui se termine par .auth0.com.',
  tenantAddresses: 'Ce que l’application doit autoriser',
  tenantAddressesUse:
    'Collez-le dans ces champs de la même page, et activez-y Allow Cross-Origin Authentication.',
  copy: 'Copier',
  copyRefused: 'Le navigateur n’a pas permis la copie. Sélectionnez le texte et copiez-le à partir de là.',
  tenantNotChosen:
    'Personne n’a encore choisi où cette extension se connecte. Choisissez-le dans les options.',
  tenantNotAllowed: 'Cette extension ne peut pas encore accéder à {domain}. Autorisez-le dans les options.',
  chooseTenant: 'Ouvrir les options',
  optionSaved: 'Enregistré',
  optionNotSaved:
    'Le navigateur n’a pas pu enregistrer ce choix. Libérez de l’espace disque ou redémarrez le navigateur, puis réessayez.',

  managed: 'Défini par votre organisation',

  codeWrong: 'Code incorrect.',
  codeExpired: 'Ce code a expiré. Demandez-en un nouveau.',
  signUpRefused:
    'Cette adresse ne peut pas être inscrite. Si c’est la vôtre, connectez-vous avec elle ou réinitialisez son mot de passe.',
  signUpDisabled: 'Il n’est pas possible de créer un compte ici. Demandez-en un à votre administrateur.',
  fieldEmail: 'Adresse e-mail',
  fieldCountry: 'Pays',
  formBack: 'Retour',

  apiOriginNotListed:
    'Cette extension ne peut pas envoyer son jeton d’accès à {origin}. Son développeur doit l’ajouter à AUTH0_API_ORIGINS.',
  browserUnsupported:
    'Ce navigateur ne permet pas de se connecter dans une extension. Utilisez Chrome, Edge ou Firefox sur un ordinateur.',
  authorizationRefused:
    'Le locataire a refusé la connexion : {reason}. Réessayez, ou adressez-vous à son administrateur.',
  callbackNotAllowed:
    '{domain} ne redirige pas encore vers cette extension. Son administrateur doit ajouter {address} aux « Allowed Callback URLs » de l’application. Réessayez ensuite.',
  clientUnknown:
    '{domain} ne connaît pas cette application. Si vous développez cette extension, vérifiez AUTH0_DOMAIN et AUTH0_CLIENT_ID ; si vous l’utilisez, prévenez son développeur. Réessayez ensuite.',
  clientUnknownAtCustomDomain:
    '{domain} ne connaît pas cette application. Son développeur peut vérifier AUTH0_CLIENT_ID, ou essayer comme AUTH0_DOMAIN le domaine propre du locataire, qui se termine par .auth0.com.',
  cookiesBlocked:
    'Ce navigateur bloque les cookies. Autorisez-les pour {domain} dans les paramètres du navigateur, puis réessayez.',
  crossOriginLoginOff:
    '{domain} n’accepte pas encore de mots de passe depuis ce formulaire. Son administrateur doit activer « Allow Cross-Origin Authentication » pour l’application. Réessayez ensuite.',
  extensionFailed: 'Une erreur s’est produite dans cette extension. Réessayez.',
  extensionIncomplete: 'Il manque une partie de cette extension. Réinstallez-la.',
  extensionSilent:
    'Cette extension n’a pas réagi. Réessayez ; si le problème persiste, redémarrez le navigateur.',
  formFailed: 'Le formulaire de connexion n’a pas pu s’afficher. Réessayez.',
  hostNotPermitted:
    'Cette extension n’a pas accès à {domain}. Autorisez-le dans les paramètres du navigateur pour cette extension, sous « Permissions », puis réessayez.',
  idTokenAlgorithm:
    'La connexion à {domain} n’a pas pu être vérifiée. Réessayez quand son administrateur aura réglé « JSON Web Token (JWT) Signature Algorithm » de l’application sur RS256.',
  idTokenInvalid:
    'La preuve d’identité fournie par le locataire n’a pas été acceptée. Réessayez ; si le problème persiste, prévenez son administrateur.',
  idTokenNotOfNow:
    'La preuve d’identité fournie par le locataire n’a pas été acceptée. Vérifiez que l’horloge de cet ordinateur est à l’heure, puis réessayez.',
  interactionRequired:
    '{domain} demande une étape de plus, que ce formulaire ne peut pas afficher. Continuez sur sa propre page.',
  noConnection:
    'Aucun moyen de connexion : l’application n’a aucune connexion activée, ou AUTH0_CONNECTIONS n’en nomme aucune. Prévenez le développeur de cette extension, ou réessayez plus tard.',
  noInstantAnswer: 'Le locataire n’a pas répondu immédiatement. Réessayez.',
  noTokens: 'Le locataire n’a délivré aucun jeton : {reason}. Réessayez.',
  notRemoved:
    'Le navigateur n’a pas pu supprimer la session ; vous êtes toujours connecté. Redémarrez le navigateur, puis réessayez.',
  notSaved:
    'Vous vous êtes connecté, mais le navigateur n’a pas pu l’enregistrer. Libérez de l’espace disque ou redémarrez le navigateur, puis réessayez.',
  notWritable:
    'Le navigateur ne peut rien enregistrer ; votre session n’a pas été renouvelée. Libérez de l’espace disque ou redémarrez le navigateur.',
  organizationNotConfirmed:
    '{domain} n’a pas confirmé l’organisation par son nom. Son administrateur doit activer « Allow Organization Names in Authentication API », ou il faut utiliser l’ID de l’organisation.',
  originNotAllowed:
    '{domain} n’accepte pas encore les connexions depuis ce formulaire. Continuez dans une fenêtre, ou demandez à un administrateur d’ajouter {origin} aux « Allowed Web Origins » de l’application.',
  redirectForeign:
    'La réponse reçue ne correspond pas à cette connexion ; elle n’a pas été utilisée. Réessayez.',
  redirectMissing: 'Le navigateur est revenu du locataire sans adresse. Réessayez.',
  sessionEnded: 'Votre session est terminée. Reconnectez-vous pour continuer.',
  sessionSettingsChanged:
    'Les paramètres de connexion de cette extension ont changé. Reconnectez-vous pour continuer.',
  sessionSignInRequired: '{domain} demande que vous vous reconnectiez. Continuez dans une fenêtre.',
  sessionStepRequired: '{domain} demande une étape de plus, par exemple un code. Continuez dans une fenêtre.',
  settingsInvalid:
    'Les paramètres de connexion de {domain} sont inutilisables. Continuez dans une fenêtre, ou vérifiez AUTH0_DOMAIN si vous construisez cette extension.',
  signInCancelled:
    'La fenêtre de connexion a été fermée avant la fin. Vous pouvez vous reconnecter quand vous le souhaitez.',
  signInFailed: 'La connexion a échoué. Réessayez.',
  signInPageFailed:
    'La page de connexion n’a pas pu être chargée. Vérifiez votre connexion ou votre VPN, puis réessayez.',
  signInRunning:
    'Une fenêtre de connexion est déjà ouverte. Terminez la connexion dans celle-ci, ou fermez-la et réessayez.',
  signOutFailed: 'Vous êtes toujours connecté : la déconnexion a échoué. Réessayez.',
  signedOut: 'Personne n’est connecté. Connectez-vous, puis réessayez.',
  signedUp: 'Votre compte est créé. {reason}',
  signedUpRefused:
    'Votre compte est créé, mais vous ne pouvez pas encore vous connecter : {reason}. Une fois que c’est fait, connectez-vous.',
  storageBlocked:
    'Le navigateur ne permet pas à cette extension d’enregistrer des données. Autorisez les cookies et les données de sites dans les paramètres du navigateur, puis réessayez.',
  storageUnreadable:
    'Le navigateur n’a pas pu lire votre session. Réessayez ; si le problème persiste, redémarrez le navigateur.',
  tenantFailed: '{domain} rencontre un problème (statut {status}). Réessayez dans une minute.',
  tenantIntercepted:
    'Quelque chose entre ce navigateur et {domain} a répondu à sa place (statut {status}). Vérifiez votre VPN, votre proxy ou l’accès au réseau, puis réessayez.',
  tenantUnreachable: '{domain} est injoignable. Vérifiez votre connexion et réessayez.',
  tokenAnswerSenseless:
    'La réponse de {domain} est incompréhensible. Réessayez ; si le problème persiste, prévenez son administrateur.',
  tokenOverAtOnce:
    '{domain} a délivré un jeton déjà expiré. Réessayez ; si le problème persiste, prévenez son administrateur.',

  diagnosticsTitle: 'Diagnostic de {name}',
  diagnosticsPurpose:
    'Ce qui s’est passé, et la situation actuelle. Cette page ne dit pas qui est connecté et ne contient rien de secret : vous pouvez la montrer à la personne qui vous aide.',
  copyReport: 'Copier pour un rapport de bug',
  checkAgain: 'Vérifier à nouveau',
  copied: 'Copié',
  copyFailed:
    'Le navigateur n’a pas permis la copie. Le texte est sélectionné ci-dessous : copiez-le à cet endroit.',
  bugReport: 'Rapport de bug',

  domain: 'Domaine',
  clientId: 'ID client',
  connections: 'Connexions',
  connectionsAll: 'Toutes celles de l’application',
  organization: 'Organisation',
  logInHosted: 'La page du locataire, dans une fenêtre',
  logOutTenant: 'Ferme aussi la session du locataire',
};
