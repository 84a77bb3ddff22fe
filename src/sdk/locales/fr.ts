import type { PageTexts, StatusTexts } from './catalogue.ts';

export const frStatus: StatusTexts = {
  direction: 'ltr',

  badgeSignedIn: '{name} : session ouverte',
  badgeSignedInAs: '{name} : session de {person}',
  badgeSignedOut: '{name} : déconnecté',
  badgeExpired: '{name} : session expirée. Cliquez pour vous reconnecter.',
  badgeSignInRequired: '{name} : connexion requise. Cliquez pour continuer.',
  badgeStepRequired: '{name} : une étape de connexion supplémentaire est requise. Cliquez pour continuer.',
  badgeUnreadable: '{name} : impossible de lire la session. Cliquez pour réessayer.',

  signIn: 'Se connecter',
  signOut: 'Se déconnecter',

  options: 'Options',

  sessionEnded: 'Votre session a expiré. Reconnectez-vous.',
  sessionSettingsChanged: 'Les paramètres de connexion de cette extension ont changé. Reconnectez-vous.',
  sessionSignInRequired: '{domain} demande que vous vous reconnectiez. Continuez dans une fenêtre.',
  sessionStepRequired: '{domain} demande une étape de plus, par exemple un code. Continuez dans une fenêtre.',
};

export const fr: PageTexts = {
  windowIsOpen:
    'Une fenêtre de connexion est ouverte. Terminez la connexion dans celle-ci, ou connectez-vous autrement.',
  signedOutHere: 'Vous êtes déconnecté. {reason}',
  tenantSessionNotEnded:
    'Vous êtes déconnecté de cette extension, mais {domain} n’a pas pu en être averti. Votre session y est peut-être encore ouverte. Si d’autres personnes utilisent ce navigateur, déconnectez-vous-y aussi.',
  refreshTokenNotRevoked:
    'Vous êtes déconnecté, mais cette connexion n’a pas pu être révoquée auprès de {domain}. Elle y prendra fin d’elle-même.',

  hostAccessBlocked: 'Votre navigateur a bloqué l’accès à {domain}, qui n’a donc pas pu être vérifié.',
  domainNotTenant: '{domain} n’est pas un locataire Auth0. Copiez le domaine depuis l’Auth0 Dashboard.',
  clientIdUnknown: '{domain} n’a aucune application avec cet ID client. Copiez-le depuis l’Auth0 Dashboard.',
  clientIdUnknownAtCustomDomain:
    '{domain} n’a aucune application avec cet ID client. Copiez-le depuis l’Auth0 Dashboard, ou essayez le domaine propre du locataire, qui se termine par .auth0.com.',
  tenantNotChosen:
    'Cette extension n’est pas encore configurée. Choisissez un locataire Auth0 dans les options.',
  tenantNotAllowed: 'Cette extension a besoin d’accéder à {domain}. Autorisez-le dans les options.',
  optionNotSaved:
    'Votre modification n’a pas pu être enregistrée. Libérez de l’espace disque ou redémarrez votre navigateur, puis réessayez.',
  codeExpired: 'Ce code a expiré. Demandez-en un nouveau.',
  signUpRefused:
    'Impossible de créer un compte avec cette adresse. Si c’est la vôtre, connectez-vous ou réinitialisez votre mot de passe.',
  signUpDisabled: 'Il n’est pas possible de créer un compte ici. Demandez-en un à votre administrateur.',
  fieldEmail: 'Adresse e-mail',
  fieldCountry: 'Pays',
  formBack: 'Retour',

  apiOriginNotListed:
    'Cette extension n’est pas autorisée à envoyer votre connexion à {origin}. Développeurs : ajoutez l’origine à AUTH0_API_ORIGINS.',
  browserUnsupported:
    'Ce navigateur ne permet pas de se connecter dans une extension. Utilisez Chrome, Edge ou Firefox sur un ordinateur.',
  authorizationRefused:
    'La connexion a été refusée : {reason}. Réessayez, ou contactez votre administrateur.',
  callbackNotAllowed:
    '{domain} ne reconnaît pas encore cette extension. Un administrateur doit ajouter {address} aux « Allowed Callback URLs » de l’application.',
  clientUnknown:
    '{domain} ne reconnaît pas cette application. Contactez le développeur de l’extension. (Développeurs : vérifiez AUTH0_DOMAIN et AUTH0_CLIENT_ID.)',
  clientUnknownAtCustomDomain:
    '{domain} ne reconnaît pas cette application. Contactez le développeur de l’extension. (Développeurs : vérifiez AUTH0_CLIENT_ID, ou donnez à AUTH0_DOMAIN le domaine qui se termine par .auth0.com.)',
  cookiesBlocked:
    'Votre navigateur bloque les cookies. Autorisez-les pour {domain} dans les paramètres du navigateur, puis réessayez.',
  crossOriginLoginOff:
    '{domain} n’accepte pas les mots de passe de ce formulaire. Continuez dans une fenêtre, ou demandez à un administrateur d’activer « Allow Cross-Origin Authentication ».',
  extensionFailed: 'Une erreur s’est produite. Réessayez.',
  extensionIncomplete: 'Il manque une partie de cette extension. Réinstallez-la.',
  extensionNotResponding:
    'Cette extension ne répond pas. Réessayez. Si le problème persiste, redémarrez votre navigateur.',
  formFailed: 'Le formulaire de connexion n’a pas pu être chargé. Réessayez.',
  hostNotPermitted:
    'Cette extension n’a pas accès à {domain}. Autorisez-le dans les paramètres des extensions de votre navigateur, puis réessayez.',
  idTokenAlgorithm:
    'Votre connexion à {domain} n’a pas pu être vérifiée. Un administrateur doit régler « JSON Web Token (JWT) Signature Algorithm » de l’application sur RS256.',
  idTokenInvalid:
    'Votre connexion n’a pas pu être vérifiée. Réessayez. Si le problème persiste, contactez votre administrateur.',
  idTokenIssuedInFuture:
    'Votre connexion n’a pas pu être vérifiée. Vérifiez que l’horloge de cet ordinateur est à l’heure, puis réessayez.',
  interactionRequired: '{domain} demande une étape supplémentaire. Continuez sur sa page de connexion.',
  noConnection:
    'Aucune méthode de connexion n’est disponible. Contactez le développeur de l’extension. (Développeurs : activez une connexion pour l’application, ou vérifiez AUTH0_CONNECTIONS.)',
  silentSignInTimedOut: 'Le service de connexion n’a pas répondu. Réessayez.',
  tokenRequestRefused: 'La connexion a échoué : {reason}. Réessayez.',
  notRemoved:
    'La session n’a pas pu être supprimée, vous êtes donc toujours connecté. Redémarrez votre navigateur, puis réessayez.',
  notSaved:
    'Vous vous êtes connecté, mais le navigateur n’a pas pu enregistrer la session. Libérez de l’espace disque ou redémarrez le navigateur, puis réessayez.',
  notWritable:
    'Votre navigateur ne peut pas enregistrer de données, la session n’a donc pas été renouvelée. Libérez de l’espace disque ou redémarrez le navigateur.',
  organizationNotConfirmed:
    '{domain} n’a pas confirmé l’organisation par son nom. Un administrateur doit activer « Allow Organization Names in Authentication API ». (Développeurs : ou utilisez l’ID de l’organisation.)',
  originNotAllowed:
    '{domain} n’accepte pas les connexions de ce formulaire. Continuez dans une fenêtre, ou demandez à un administrateur d’ajouter {origin} aux « Allowed Web Origins » de l’application.',
  redirectMismatch: 'La réponse ne correspondait pas à cette connexion et a été ignorée. Réessayez.',
  redirectMissing: 'La connexion n’a pas abouti. Réessayez.',
  settingsInvalid:
    'Les paramètres de connexion de {domain} n’ont pas pu être utilisés. Continuez dans une fenêtre. (Développeurs : vérifiez AUTH0_DOMAIN.)',
  signInCancelled: 'La connexion a été annulée. Réessayez quand vous le souhaitez.',
  signInFailed: 'La connexion a échoué. Réessayez.',
  signInPageFailed:
    'La page de connexion n’a pas pu être chargée. Vérifiez votre connexion ou votre VPN, puis réessayez.',
  signInRunning:
    'Une fenêtre de connexion est déjà ouverte. Terminez la connexion dans celle-ci, ou fermez-la et réessayez.',
  signOutFailed: 'La déconnexion a échoué. Vous êtes toujours connecté. Réessayez.',
  signedOut: 'Vous n’êtes pas connecté. Connectez-vous, puis réessayez.',
  signedUp: 'Votre compte est créé. {reason}',
  signedUpRefused:
    'Votre compte est créé, mais vous ne pouvez pas encore vous connecter : {reason}. Terminez cette étape, puis connectez-vous.',
  storageBlocked:
    'Le navigateur ne permet pas à cette extension d’enregistrer des données. Autorisez les cookies et les données de sites dans les paramètres du navigateur, puis réessayez.',
  storageUnreadable:
    'Votre session n’a pas pu être lue. Réessayez. Si le problème persiste, redémarrez votre navigateur.',
  tenantFailed: '{domain} rencontre un problème (statut {status}). Réessayez dans une minute.',
  tenantIntercepted:
    'Quelque chose entre ce navigateur et {domain} a répondu à sa place (statut {status}). Vérifiez votre VPN, votre proxy ou l’accès au réseau, puis réessayez.',
  tenantUnreachable: '{domain} est injoignable. Vérifiez votre connexion et réessayez.',
  tokenResponseMalformed:
    '{domain} a envoyé une réponse non valide. Réessayez. Si le problème persiste, contactez votre administrateur.',
  tokenAlreadyExpired:
    '{domain} a délivré une connexion déjà expirée. Réessayez. Si le problème persiste, contactez votre administrateur.',
};
