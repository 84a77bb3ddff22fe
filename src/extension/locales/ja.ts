import type { Catalogue } from './catalogue.ts';

export const ja: Catalogue = {
  language: 'ja',
  direction: 'ltr',

  description: 'ツールバーから Auth0 でログインできます。ログイン中かどうかはバッジでわかります。',

  stateLoading: '読み込み中…',
  stateSigningOut: 'ログアウトしています…',
  stateSignedOut: '未ログイン',
  stateSigningIn: 'ログインしています…',
  stateInWindow: 'ウィンドウで続行',
  stateSignedIn: 'ログイン中',
  stateError: '操作が必要です',
  account: 'アカウント',
  signedInUntil: 'ログインの有効期限: {time}',
  staysSignedIn: 'セッションは自動的に延長されます',
  accountOfProvider: '{provider} アカウント',
  accountByPassword: 'メールとパスワード',
  accountByMail: 'メールのコード',
  accountBySms: 'SMS のコード',
  accountOfCompany: '職場または学校のアカウント',
  signIn: 'ログイン',
  signOut: 'ログアウト',
  switchAccount: '別のアカウントを使用',
  continueInWindow: '新しいウィンドウで続行',
  signInAnotherWay: '別の方法でログイン',
  tryAgain: '再試行',
  openInTab: '新しいタブで開く',
  whatWentWrong: '問題の詳細',

  windowIsOpen:
    'ログイン用のウィンドウが開いています。そこでログインを完了するか、別の方法でログインしてください。',

  options: 'オプション',
  optionsTitle: '{name} のオプション',
  optionSilent: '自動的にログインする',
  optionSilentUse: 'このブラウザーですでにログインしている場合は、ポップアップを開くとログインします。',
  optionLogOut: 'ログアウトするとき',
  optionLogOutLocal: 'この拡張機能だけからログアウトする',
  optionLogOutTenant: '{domain} からもログアウトする',
  optionLogOutFederated: 'Google や勤務先など、ログインに使ったアカウントからもログアウトする',
  optionNotify: '再ログインが必要になったら通知する',
  optionNotifyUse: '通知の表示を許可するか、ブラウザーが確認します。',
  optionNotifyRefused:
    '通知がブロックされています。ブラウザーの設定で、この拡張機能の通知を許可してください。',
  tenantTitle: 'Auth0 テナント',
  tenantUse:
    'どちらの値も、Auth0 Dashboard のアプリケーションの設定 (Settings) にあります。このドメインへのアクセスを許可するか、ブラウザーが確認します。',
  tenantCheck: '確認して保存',
  tenantChecking: '確認しています…',
  tenantFound: '{domain} に接続しました。接続: {connections}',
  tenantFoundEmpty:
    '{domain} に接続しましたが、アプリケーションで有効な接続がないため、まだ誰もログインできません。',
  tenantLeaves: '別のテナントを選ぶと、先に {domain} からログアウトします。',
  domainWrong: 'example.eu.auth0.com のようなドメインを入力してください。',
  clientIdWrong:
    'クライアント ID に使えるのは英数字、ハイフン、アンダースコアだけです。Auth0 Dashboard からコピーしてください。',
  tenantAddresses: 'アプリケーションの設定',
  tenantAddressesUse:
    '次の値をアプリケーションの設定の対応する欄にコピーし、Allow Cross-Origin Authentication をオンにしてください。',
  copy: 'コピー',
  copyRefused: 'コピーできませんでした。テキストを選択して、手動でコピーしてください。',
  chooseTenant: 'オプションを開く',
  optionSaved: '保存しました',
  optionNotSaved:
    '変更を保存できませんでした。ディスクの空き容量を増やすか、ブラウザーを再起動してから、再試行してください。',

  managed: '組織によって管理されています',

  extensionFailed: 'エラーが発生しました。再試行してください。',

  diagnosticsTitle: '{name} の診断',
  diagnosticsPurpose:
    '最近のイベントと現在の状態です。秘密の情報や、誰がログインしているかは、このページに含まれません。サポートを受ける際に共有できます。',
  copyReport: '不具合報告をコピー',
  checkAgain: '再確認',
  copied: 'コピーしました',
  copyFailed: 'コピーできませんでした。下で選択されているテキストをコピーしてください。',
  bugReport: '不具合報告',

  domain: 'ドメイン',
  clientId: 'クライアント ID',
  connections: '接続',
  connectionsAll: '有効なすべての接続',
  organization: '組織',
  logInHosted: 'Universal Login (ウィンドウ)',
  logOutTenant: 'テナントのセッションも終了します',
};
