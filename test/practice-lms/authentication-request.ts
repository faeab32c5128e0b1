/**
 * The authentication request with which a tool answers a login (LTI 1.3 Core §5.1.1.2).
 * @param login the fields of the login that the platform began.
 */
export function authenticationRequest(
  login: Readonly<Record<string, string>>,
  redirectUri: string,
  state = 's',
): Record<string, string> {
  return {
    scope: 'openid',
    response_type: 'id_token',
    response_mode: 'form_post',
    prompt: 'none',
    client_id: login['client_id'] ?? '',
    redirect_uri: redirectUri,
    login_hint: login['login_hint'] ?? '',
    lti_message_hint: login['lti_message_hint'] ?? '',
    state,
    nonce: 'n',
  };
}
