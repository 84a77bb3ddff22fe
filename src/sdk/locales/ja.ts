import type { PageTexts, StatusTexts } from './catalogue.ts';

export const jaStatus: StatusTexts = {
  direction: 'ltr',

  badgeSignedIn: '{name}: ログイン中',
  badgeSignedInAs: '{name}: {person} としてログイン中',
  badgeSignedOut: '{name}: 未ログイン',
  badgeExpired: '{name}: セッションの有効期限が切れました。クリックして再度ログインしてください。',
  badgeSignInRequired: '{name}: ログインが必要です。クリックして続行してください。',
  badgeStepRequired: '{name}: ログインにはもう 1 つの手順が必要です。クリックして続行してください。',
  badgeUnreadable: '{name}: セッションを読み取れませんでした。クリックして再試行してください。',

  signIn: 'ログイン',
  signOut: 'ログアウト',

  options: 'オプション',

  sessionEnded: 'セッションの有効期限が切れました。再度ログインしてください。',
  sessionSettingsChanged: 'この拡張機能のログイン設定が変更されました。再度ログインしてください。',
  sessionSignInRequired: '{domain} が再度のログインを求めています。ウィンドウで続行してください。',
  sessionStepRequired:
    '{domain} が、コードの入力など、もう 1 つの手順を求めています。ウィンドウで続行してください。',
};

export const ja: PageTexts = {
  windowIsOpen:
    'ログイン用のウィンドウが開いています。そこでログインを完了するか、別の方法でログインしてください。',
  signedOutHere: 'ログアウトしました。{reason}',
  tenantSessionNotEnded:
    'この拡張機能からログアウトしましたが、{domain} に通知できませんでした。そちらではまだログインしたままの可能性があります。このブラウザーを他の人も使う場合は、そちらでもログアウトしてください。',
  refreshTokenNotRevoked:
    'ログアウトしましたが、{domain} でこのログインを取り消せませんでした。そちらでは自動的に期限切れになります。',

  hostAccessBlocked: 'ブラウザーが {domain} へのアクセスをブロックしたため、確認できませんでした。',
  domainNotTenant:
    '{domain} は Auth0 のテナントではありません。Auth0 Dashboard からドメインをコピーしてください。',
  clientIdUnknown:
    '{domain} にこのクライアント ID のアプリケーションはありません。Auth0 Dashboard からコピーしてください。',
  clientIdUnknownAtCustomDomain:
    '{domain} にこのクライアント ID のアプリケーションはありません。Auth0 Dashboard からコピーするか、.auth0.com で終わるテナント本来のドメインを試してください。',
  tenantNotChosen: 'この拡張機能はまだ設定されていません。オプションで Auth0 テナントを選んでください。',
  tenantNotAllowed: 'この拡張機能には {domain} へのアクセスが必要です。オプションで許可してください。',
  optionNotSaved:
    '変更を保存できませんでした。ディスクの空き容量を増やすか、ブラウザーを再起動してから、再試行してください。',
  codeExpired: 'このコードは期限切れです。新しいコードをリクエストしてください。',
  signUpRefused:
    'このメールアドレスでは登録できません。すでにアカウントをお持ちの場合は、ログインするか、パスワードをリセットしてください。',
  signUpDisabled: 'ここでは新しいアカウントを作成できません。管理者に依頼してください。',
  fieldEmail: 'メールアドレス',
  fieldCountry: '国',
  formBack: '戻る',

  apiOriginNotListed:
    'この拡張機能はログイン情報を {origin} に送信できません。開発者の方: AUTH0_API_ORIGINS に追加してください。',
  browserUnsupported:
    'このブラウザーでは拡張機能にログインできません。パソコンの Chrome、Edge、または Firefox をお使いください。',
  authorizationRefused: 'ログインが拒否されました: {reason}。再試行するか、管理者にお問い合わせください。',
  callbackNotAllowed:
    '{domain} はまだこの拡張機能を認識していません。管理者がアプリケーションの「Allowed Callback URLs」に {address} を追加する必要があります。',
  clientUnknown:
    '{domain} はこのアプリケーションを認識していません。拡張機能の開発者にお問い合わせください。(開発者の方: AUTH0_DOMAIN と AUTH0_CLIENT_ID を確認してください。)',
  clientUnknownAtCustomDomain:
    '{domain} はこのアプリケーションを認識していません。拡張機能の開発者にお問い合わせください。(開発者の方: AUTH0_CLIENT_ID を確認するか、.auth0.com で終わるドメインを AUTH0_DOMAIN に指定してください。)',
  cookiesBlocked:
    'ブラウザーが Cookie をブロックしています。ブラウザーの設定で {domain} の Cookie を許可してから、再試行してください。',
  crossOriginLoginOff:
    '{domain} はこのフォームからのパスワードを受け付けていません。ウィンドウで続行するか、管理者に「Allow Cross-Origin Authentication」を有効にするよう依頼してください。',
  extensionFailed: 'エラーが発生しました。再試行してください。',
  extensionIncomplete: 'この拡張機能の一部が見つかりません。再インストールしてください。',
  extensionNotResponding:
    'この拡張機能が応答していません。再試行してください。解決しない場合は、ブラウザーを再起動してください。',
  formFailed: 'ログインフォームを読み込めませんでした。再試行してください。',
  hostNotPermitted:
    'この拡張機能は {domain} にアクセスできません。ブラウザーの拡張機能の設定で許可してから、再試行してください。',
  idTokenAlgorithm:
    '{domain} へのログインを確認できませんでした。管理者がアプリケーションの「JSON Web Token (JWT) Signature Algorithm」を RS256 に設定する必要があります。',
  idTokenInvalid:
    'ログインを確認できませんでした。再試行してください。問題が解決しない場合は、管理者にお問い合わせください。',
  idTokenIssuedInFuture:
    'ログインを確認できませんでした。このコンピューターの時計が正しいか確認してから、再試行してください。',
  interactionRequired: '{domain} が追加の手順を求めています。ログインページで続行してください。',
  noConnection:
    '利用できるログイン方法がありません。拡張機能の開発者にお問い合わせください。(開発者の方: アプリケーションの接続を有効にするか、AUTH0_CONNECTIONS を確認してください。)',
  silentSignInTimedOut: 'ログインサービスが応答しませんでした。再試行してください。',
  tokenRequestRefused: 'ログインに失敗しました: {reason}。再試行してください。',
  notRemoved:
    'セッションを削除できなかったため、まだログインしています。ブラウザーを再起動してから、再試行してください。',
  notSaved:
    'ログインしましたが、セッションを保存できませんでした。ディスクの空き容量を増やすか、ブラウザーを再起動してから、再試行してください。',
  notWritable:
    'ブラウザーがデータを保存できないため、セッションは更新されませんでした。ディスクの空き容量を増やすか、ブラウザーを再起動してください。',
  organizationNotConfirmed:
    '{domain} は組織を名前で確認しませんでした。管理者が「Allow Organization Names in Authentication API」を有効にする必要があります。(開発者の方: または組織の ID を使用してください。)',
  originNotAllowed:
    '{domain} はこのフォームからのログインを受け付けていません。ウィンドウで続行するか、アプリケーションの「Allowed Web Origins」に {origin} を追加するよう管理者に依頼してください。',
  redirectMismatch: '応答がこのログインのものではなかったため、無視しました。再試行してください。',
  redirectMissing: 'ログインが完了しませんでした。再試行してください。',
  settingsInvalid:
    '{domain} のログイン設定を使用できませんでした。ウィンドウで続行してください。(開発者の方: AUTH0_DOMAIN を確認してください。)',
  signInCancelled: 'ログインがキャンセルされました。いつでも再試行できます。',
  signInFailed: 'ログインに失敗しました。再試行してください。',
  signInPageFailed: 'ログインページを読み込めませんでした。接続または VPN を確認して、再試行してください。',
  signInRunning:
    'ログイン用のウィンドウがすでに開いています。そこでログインを完了するか、閉じてから再試行してください。',
  signOutFailed: 'ログアウトに失敗しました。まだログインしています。再試行してください。',
  signedOut: 'ログインしていません。ログインしてから、再試行してください。',
  signedUp: 'アカウントを登録しました。{reason}',
  signedUpRefused:
    'アカウントを登録しましたが、まだログインできません: {reason}。その手順を完了してから、ログインしてください。',
  storageBlocked:
    'この拡張機能はデータの保存を許可されていません。ブラウザーの設定で Cookie とサイトデータを許可してから、再試行してください。',
  storageUnreadable:
    'セッションを読み取れませんでした。再試行してください。解決しない場合は、ブラウザーを再起動してください。',
  tenantFailed: '{domain} で問題が発生しています (ステータス {status})。1 分後に再試行してください。',
  tenantIntercepted:
    'このブラウザーと {domain} の間にある何かが代わりに応答しました (ステータス {status})。VPN、プロキシ、ネットワークへのログインを確認して、再試行してください。',
  tenantUnreachable: '{domain} に接続できませんでした。接続を確認して、再試行してください。',
  tokenResponseMalformed:
    '{domain} から無効な応答がありました。再試行してください。問題が解決しない場合は、管理者にお問い合わせください。',
  tokenAlreadyExpired:
    '{domain} が発行したログインはすでに期限切れでした。再試行してください。問題が解決しない場合は、管理者にお問い合わせください。',
};
