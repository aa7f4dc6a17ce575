const zh = {
  unknown_zone: '没有这个时区',
  channel_not_ready: '还没有填完这个渠道的设置',
  delivery_read: '发送之前已经读过，不再发送',
  delivery_unwanted: '渠道已停用，或成员不再接收这类消息',
  delivery_quiet: '免打扰时段，结束后发送',
  delivery_disabled: '成员已停用',
  delivery_no_address: '成员没有登录邮箱',
  delivery_broken: '发送时出错，请查看服务器日志',
  delivery_auth: '账号或密码不对：{detail}',
  delivery_server: '邮件服务器拒绝：{detail}',
  delivery_tls: '与服务器的加密连接失败，请检查端口和加密方式',
  delivery_unreachable: '连不上服务器，请检查地址和端口',
  delivery_timeout: '服务器没有及时回应',
  delivery_closed_address: '不能连接内网地址；需要时请由服务器管理员加入 API_HOSTS',
  delivery_status: '对方返回状态 {status}',
  delivery_answer: '对方的回应看不懂，请检查地址是否正确',
  delivery_refused: '对方拒绝：{detail}（{code}）',
  delivery_bad_key: '机器人地址无效或机器人已被移除（{code}）',
  delivery_bad_sign: '签名校验没有通过，请检查密钥（{code}）',
  delivery_keyword: '消息里没有机器人要求的关键词，请在机器人的安全设置里加上「通知」或改用加签（{code}）',
  delivery_ip: '服务器的 IP 不在机器人的白名单里（{code}）',
  delivery_busy: '发送太频繁，稍后自动重试（{code}）',
} as const;

const en: Readonly<Record<keyof typeof zh, string>> = {
  unknown_zone: 'There is no such time zone',
  channel_not_ready: 'The settings of this channel are not complete yet',
  delivery_read: 'Read before it was sent, so it is not sent',
  delivery_unwanted: 'The channel is off, or the member does not want these messages there',
  delivery_quiet: 'Quiet hours; it is sent when they end',
  delivery_disabled: 'The member is disabled',
  delivery_no_address: 'The member has no e-mail address to log in with',
  delivery_broken: 'Sending failed. See the log of the server',
  delivery_auth: 'Wrong user or password: {detail}',
  delivery_server: 'The mail server refused: {detail}',
  delivery_tls: 'No encrypted connection. Check the port and the encryption',
  delivery_unreachable: 'The server can’t be reached. Check its address and port',
  delivery_timeout: 'The server did not answer in time',
  delivery_closed_address:
    'Addresses of the own network are closed; whoever runs the server can open one in API_HOSTS',
  delivery_status: 'The other side answered with status {status}',
  delivery_answer: 'The answer makes no sense. Check the address',
  delivery_refused: 'The other side refused: {detail} ({code})',
  delivery_bad_key: 'The address of the robot is not valid, or the robot was removed ({code})',
  delivery_bad_sign: 'The signature was not accepted. Check the secret ({code})',
  delivery_keyword:
    'The message lacks a keyword that the robot asks for. Give it the keyword named in the help of its secret, or use a signature ({code})',
  delivery_ip: 'The robot does not accept the IP address of this server ({code})',
  delivery_busy: 'Too many messages at once; it is tried again later ({code})',
};

/** What can become of a message on its way to a channel. */
export const deliveryTexts = { zh, en };
