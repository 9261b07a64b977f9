import { createHash } from 'node:crypto'
import nodemailer from 'nodemailer'
import { type Channel, failed, type Message, refused, type Sent, sent } from './channel.ts'

export interface SmtpSettings {
  /** `smtps://user@host:465`, or `smtp://user@host:587`, which must offer STARTTLS unless it is this machine. */
  readonly url: string
  readonly password?: string | undefined
  /** Who the mails are from. */
  readonly from: string
  /** Certificates (PEM) that are trusted besides the usual ones. */
  readonly ca?: string | undefined
}
/** So many mails are under way at once. */
const connections = 8
/** How long each step of a conversation with the server may take, in ms. */
const step = 5000

const isLoopback = (host: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(host)
/** The same for each repeat of one message: servers and mail programs know by it that they have the mail already. */
const idOf = (key: string, from: string): string =>
  `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${/@([\w.-]+)/.exec(from)?.[1] ?? 'localhost'}>`
const subjectOf = ({ text }: Message): string => text.split(/\r?\n/, 1)[0]!.slice(0, 150)

/** What a server's no means. A 5xx about the person is for good; one about the login, or anything else, may pass. */
const failureOf = (error: unknown): Sent => {
  const { code = '', responseCode = 0, command = '' } = error as { code?: string; responseCode?: number; command?: string }
  if (code === 'EENVELOPE' && responseCode >= 500 && /RCPT/.test(command))
    return refused(`the mail server does not take this address (${responseCode})`)
  if (code === 'EAUTH') return failed('the mail server does not accept the login')
  if (code === 'ETLS') return failed('the mail server could not be spoken to in secret')
  return failed(responseCode ? `the mail server answered ${responseCode}` : 'the mail server could not be reached, or broke off')
}

/** Sends messages as mail. */
export const smtp = ({ url, password, from, ca }: SmtpSettings): Channel => {
  const { protocol, hostname, port, username } = new URL(url)
  const secure = protocol === 'smtps:'
  const transport = nodemailer.createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || (secure ? 465 : 587)),
    secure,
    requireTLS: !secure && !isLoopback(hostname),
    ...(username ? { auth: { user: decodeURIComponent(username), pass: password ?? '' } } : {}),
    tls: { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) },
    pool: true,
    maxConnections: connections,
    connectionTimeout: step,
    greetingTimeout: step,
    socketTimeout: step,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    name: 'mail',
    async send(message, { mail }, signal) {
      if (mail === undefined) return refused('no mail address is known')
      const work = transport
        .sendMail({
          from,
          to: { name: '', address: mail },
          subject: subjectOf(message),
          text: message.text,
          messageId: idOf(message.key, from),
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
        .then(() => sent, failureOf)
      const late = new Promise<Sent>(done => {
        signal.addEventListener('abort', () => done(failed('the mail server did not answer in time')), { once: true })
      })
      return Promise.race([work, late])
    },
    close: () => transport.close(),
  }
}
