/** What is not ours, as the contexts that ask it name it. */
import { external } from '@jumun/core/model'
import * as kakaoCommands from './kakao/commands.ts'
import * as pspCommands from './psp/commands.ts'

/** The provider of payments. */
export const psp = external('psp', pspCommands)
/** Who carries messages to people. */
export const kakao = external('kakao', kakaoCommands)
