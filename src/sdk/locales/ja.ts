import type { Catalogue } from './catalogue.ts';

export const ja: Catalogue = {
  language: 'ja',
  direction: 'ltr',

  description:
    'ツールバーから Auth0 でログインし、アイコンのバッジでログイン状態を確認し、ログアウトできます。',

  badgeSignedIn: '{name}: ログイン中',
  badgeSignedInAs: '{name}: {person} としてログイン中',
  badgeSignedOut: '{name}: 未ログイン',
  badgeExpired: '{name}: セッションが終了しました。クリックして再度ログインしてください',
  badgeSignInRequired: '{name}: 再度ログインする必要があります。クリックして続行してください',
  badgeStepRequired: '{name}: ログインにはもう 1 つの手順が必要です。クリックして続行してください',
  badgeUnreadable: '{name}: セッションを読み取れませんでした。クリックして再試行してください',

  stateLoading: '読み込み中…',
  stateSigningOut: 'ログアウトしています…',
  stateSignedOut: '未ログイン',
  stateSigningIn: 'ログインしています…',
  stateInWindow: 'ウィンドウで続行',
  stateSignedIn: 'ログイン中',
  stateError: '確認が必要です',
  account: 'アカウント',
  signedInUntil: 'ログインの有効期限: {moment}',
  staysSignedIn: 'セッションは自動的に延長されます',
  accountOfProvider: '{provider} アカウント',
  accountByPassword: 'メールとパスワード',
  accountByMail: 'メールのコード',
  accountBySms: 'SMSのコード',
  accountOfCompany: '会社のアカウント',
  logIn: 'ログイン',
  logOut: 'ログアウト',
  switchAccount: '別のアカウントを使用',
  continueInWindow: 'ウィンドウで続行',
  signInAnotherWay: '別の方法でログイン',
  tryAgain: '再試行',
  openInTab: 'タブで開く',
  whatWentWrong: '問題の詳細',

  windowIsOpen:
    'ログイン用のウィンドウが開いています。そこでログインを完了するか、別の方法でログインしてください。',
  signedOutHere: 'ログアウトしました。{reason}',
  sessionLeftBehind:
    'ここではログアウトしましたが、{domain} に通知できませんでした。そちらではまだログインしたままの可能性があります。このブラウザーを他の人も使う場合は、そちらでもログアウトしてください。',
  tokenLeftBehind:
    'ここではログアウトしましたが、このログインの取り消しを {domain} に通知できませんでした。そちらでは自動的に終了します。',

  options: 'オプション',
  optionsTitle: '{name} のオプション',
  optionSilent: '確認せずにログインする',
  optionSilentUse: 'このブラウザーですでにログインしている場合は、ポップアップを開くだけで済みます。',
  optionLogOut: 'ログアウトするとき',
  optionLogOutLocal: 'この拡張機能だけからログアウトする',
  optionLogOutTenant: '{domain} からもログアウトする',
  optionLogOutFederated: 'Google や勤務先など、ログインに使ったアカウントからもログアウトする',
  optionNotify: '再ログインが必要になったら通知する',
  optionNotifyUse: 'この拡張機能に通知の表示を許可するか、ブラウザーが確認します。',
  optionNotifyRefused: 'ブラウザーが通知を許可しなかったため、通知は表示されません。',
  tenantTitle: 'ログイン先',
  tenantUse:
    'ドメインとクライアント ID は、Auth0 ダッシュボードのアプリケーションの設定にあります。この拡張機能がそのホストだけにアクセスしてよいか、ブラウザーが確認します。',
  tenantCheck: '確認して使用',
  tenantChecking: '確認しています…',
  tenantFound: '{domain} が見つかりました。接続: {connections}',
  tenantFoundEmpty:
    '{domain} が見つかりました。アプリケーションで有効な接続がないため、まだ誰もログインできません。',
  tenantLeaves: '別のものを選ぶと、先に {domain} からログアウトします。',
  tenantRefused:
    'この拡張機能が {domain} にアクセスすることをブラウザーが許可しなかったため、確認できませんでした。',
  noTenantThere:
    '{domain} は Auth0 のテナントではありません。Auth0 ダッシュボードからドメインをコピーしてください。',
  domainWrong: 'これはドメインではありません。正しい例: example.eu.auth0.com',
  clientIdWrong:
    'クライアント ID に使えるのは英数字、「-」、「_」だけです。Auth0 ダッシュボードからコピーしてください。',
  clientIdUnknown:
    '{domain} にこのクライアント ID は登録されていません。Auth0 ダッシュボードからコピーしてください。',
  clientIdUnknownAtCustomDomain:
    '{domain} にこのクライアント ID は登録されていません。Auth0 ダッシュボードからコピーするか、.auth0.com で終わるテナント本来のドメインを試してください。',
  tenantAddresses: 'アプリケーションに登録するもの',
  tenantAddressesUse:
    '同じページの次の欄に貼り付け、そこで Allow Cross-Origin Authentication をオンにしてください。',
  copy: 'コピー',
  copyRefused: 'ブラウザーがコピーを許可しませんでした。選択してコピーしてください。',
  tenantNotChosen: 'この拡張機能のログイン先がまだ選ばれていません。オプションで選んでください。',
  tenantNotAllowed: 'この拡張機能はまだ {domain} にアクセスできません。オプションで許可してください。',
  chooseTenant: 'オプションを開く',
  optionSaved: '保存しました',
  optionNotSaved:
    'ブラウザーが保存できませんでした。ディスクの空き容量を増やすかブラウザーを再起動してから、もう一度お試しください。',

  managed: '組織によって設定されています',

  codeWrong: 'コードが正しくありません。',
  codeExpired: 'このコードは期限切れです。新しいコードを請求してください。',
  signUpRefused:
    'このアドレスは登録できません。ご自身のアドレスの場合は、そのアドレスでログインするか、パスワードをリセットしてください。',
  signUpDisabled: 'ここでは新しいアカウントを作成できません。管理者に依頼してください。',
  fieldEmail: 'メールアドレス',
  fieldCountry: '国',
  formBack: '戻る',

  apiOriginNotListed:
    'この拡張機能はアクセストークンを {origin} に送信できません。開発者が AUTH0_API_ORIGINS に追加する必要があります。',
  browserUnsupported:
    'このブラウザーでは拡張機能にログインできません。パソコンの Chrome、Edge、または Firefox をお使いください。',
  authorizationRefused:
    'テナントがログインを拒否しました: {reason}。再試行するか、管理者にお問い合わせください。',
  callbackNotAllowed:
    '{domain} はまだこの拡張機能にリダイレクトできません。管理者がアプリケーションの「Allowed Callback URLs」に {address} を追加する必要があります。その後、再試行してください。',
  clientUnknown:
    '{domain} にこのアプリケーションは登録されていません。拡張機能の開発者の方は AUTH0_DOMAIN と AUTH0_CLIENT_ID を確認してください。利用者の方は開発者にお知らせください。その後、再試行してください。',
  clientUnknownAtCustomDomain:
    '{domain} にこのアプリケーションは登録されていません。開発者の方は AUTH0_CLIENT_ID を確認するか、.auth0.com で終わるテナント本来のドメインを AUTH0_DOMAIN に指定してみてください。',
  cookiesBlocked:
    'このブラウザーは Cookie をブロックしています。ブラウザーの設定で {domain} の Cookie を許可してから、もう一度お試しください。',
  crossOriginLoginOff:
    '{domain} はまだこのフォームからのパスワードを受け付けていません。管理者がアプリケーションの「Allow Cross-Origin Authentication」を有効にする必要があります。その後、再試行してください。',
  extensionFailed: 'この拡張機能でエラーが発生しました。再試行してください。',
  extensionIncomplete: 'この拡張機能の一部が見つかりません。再インストールしてください。',
  extensionSilent:
    'この拡張機能が応答しませんでした。再試行してください。解決しない場合は、ブラウザーを再起動してください。',
  formFailed: 'ログインフォームを表示できませんでした。再試行してください。',
  hostNotPermitted:
    'この拡張機能は {domain} にアクセスできません。ブラウザーの拡張機能の設定にある「権限」で許可してから、再試行してください。',
  idTokenAlgorithm:
    '{domain} へのログインを確認できませんでした。管理者がアプリケーションの「JSON Web Token (JWT) Signature Algorithm」を RS256 に設定した後に、再試行してください。',
  idTokenInvalid:
    'テナントによる本人確認の証明を受け入れられませんでした。再試行してください。解決しない場合は、管理者にお知らせください。',
  idTokenNotOfNow:
    'テナントによる本人確認の証明を受け入れられませんでした。このコンピューターの時計が正しいか確認してから、再試行してください。',
  interactionRequired:
    '{domain} が、このフォームでは表示できない手順を求めています。{domain} のページで続行してください。',
  noConnection:
    'ログインする方法がありません。アプリケーションで有効な接続がないか、AUTH0_CONNECTIONS に該当する接続がありません。拡張機能の開発者に知らせるか、後で再試行してください。',
  noInstantAnswer: 'テナントからすぐに応答がありませんでした。再試行してください。',
  noTokens: 'テナントがトークンを発行しませんでした: {reason}。再試行してください。',
  notRemoved:
    'ブラウザーがセッションを削除できなかったため、まだログインしています。ブラウザーを再起動してから、再試行してください。',
  notSaved:
    'ログインしましたが、ブラウザーが保存できませんでした。ディスクの空き容量を増やすか、ブラウザーを再起動してから、再試行してください。',
  notWritable:
    'ブラウザーが何も保存できないため、セッションは更新されませんでした。ディスクの空き容量を増やすか、ブラウザーを再起動してください。',
  organizationNotConfirmed:
    '{domain} は組織を名前で確認しませんでした。管理者が「Allow Organization Names in Authentication API」を有効にするか、組織の ID を使用する必要があります。',
  originNotAllowed:
    '{domain} はまだこのフォームからのログインを受け付けていません。ウィンドウで続行するか、管理者に依頼して、アプリケーションの「Allowed Web Origins」に {origin} を追加してもらってください。',
  redirectForeign: '受け取った応答はこのログインのものではないため、使用しませんでした。再試行してください。',
  redirectMissing: 'テナントからアドレスなしで戻りました。再試行してください。',
  sessionEnded: 'セッションが終了しました。続けるには、再度ログインしてください。',
  sessionSettingsChanged:
    'この拡張機能のログイン設定が変更されました。続けるには、再度ログインしてください。',
  sessionSignInRequired: '{domain} が再度のログインを求めています。ウィンドウで続行してください。',
  sessionStepRequired:
    '{domain} が、コードの入力など、もう 1 つの手順を求めています。ウィンドウで続行してください。',
  settingsInvalid:
    '{domain} のログイン設定を使用できません。ウィンドウで続けるか、この拡張機能をビルドしている場合は AUTH0_DOMAIN を確認してください。',
  signInCancelled: 'ログインが完了する前にウィンドウが閉じられました。いつでも再度ログインできます。',
  signInFailed: 'ログインに失敗しました。再試行してください。',
  signInPageFailed: 'ログインページを読み込めませんでした。接続または VPN を確認して、再試行してください。',
  signInRunning:
    'ログイン用のウィンドウがすでに開いています。そこでログインを完了するか、閉じてから再試行してください。',
  signOutFailed: 'ログアウトに失敗したため、まだログインしています。再試行してください。',
  signedOut: 'ログインしていません。ログインしてから、再試行してください。',
  signedUp: 'アカウントを登録しました。{reason}',
  signedUpRefused:
    'アカウントを登録しましたが、まだログインできません: {reason}。それが済んだら、ログインしてください。',
  storageBlocked:
    'ブラウザーがこの拡張機能によるデータの保存を許可していません。ブラウザーの設定で Cookie とサイトデータを許可してから、もう一度お試しください。',
  storageUnreadable:
    'ブラウザーがセッションを読み取れませんでした。再試行してください。解決しない場合は、ブラウザーを再起動してください。',
  tenantFailed: '{domain} で問題が発生しています (ステータス {status})。1 分後に再試行してください。',
  tenantIntercepted:
    'このブラウザーと {domain} の間にある何かが代わりに応答しました (ステータス {status})。VPN、プロキシ、ネットワークへのログインを確認して、再試行してください。',
  tenantUnreachable: '{domain} に接続できませんでした。接続を確認して、再試行してください。',
  tokenAnswerSenseless:
    '{domain} の応答を解釈できませんでした。再試行してください。解決しない場合は、管理者にお知らせください。',
  tokenOverAtOnce:
    '{domain} が発行したトークンはすでに期限切れでした。再試行してください。解決しない場合は、管理者にお知らせください。',

  diagnosticsTitle: '{name} の診断',
  diagnosticsPurpose:
    'これまでの出来事と現在の状態です。誰がログインしているかや秘密の情報は、このページに含まれません。サポートを受ける際に見せても問題ありません。',
  copyReport: '不具合報告用にコピー',
  checkAgain: '再確認',
  copied: 'コピーしました',
  copyFailed: 'ブラウザーがコピーを許可しませんでした。下で選択されているテキストをコピーしてください。',
  bugReport: '不具合報告',

  domain: 'ドメイン',
  clientId: 'クライアント ID',
  connections: '接続',
  connectionsAll: 'アプリケーションのすべての接続',
  organization: '組織',
  logInHosted: 'ウィンドウで開くテナントのページ',
  logOutTenant: 'テナントのセッションも終了します',
};
