import { vocabulary } from '../words/index.ts'

/** What the page of payments and differences says. */
export const moneyWords = vocabulary('payments', {
  out: { ko: '어디 있는지 아직 모르는 돈', en: 'Money that is out' },
  outText: {
    ko: '묻는 중이거나 아직 답을 모르는 결제예요. 답을 알 때까지 저절로 다시 물어봐요.',
    en: 'Payments that are being asked for, or of which nobody knows yet. They are asked again by themselves until that is known.',
  },
  noneOut: { ko: '모든 돈이 어디 있는지 알아요', en: 'All money is accounted for' },
  provider: { ko: '결제 회사', en: 'Provider' },
  amount: { ko: '금액', en: 'Amount' },
  state: { ko: '상태', en: 'State' },
  unknown: { ko: '아직 모름', en: 'unknown' },
  underWay: { ko: '물어보는 중', en: 'under way' },
  since: { ko: '언제부터', en: 'Since' },
  next: { ko: '다시 묻는 때', en: 'Asked again' },
  byPerson: { ko: '사람이 해야 해요', en: 'by a person' },
  tasks: { ko: '사람이 할 일', en: 'Tasks for people' },
  tasksText: {
    ko: '저절로 끝나지 않는 일이에요. 장부가 서로 다른 것, 돌려주지 못한 돈 따위예요.',
    en: 'What does not end by itself: differences between the books, refunds that the provider refuses.',
  },
  noTasks: { ko: '사람이 할 일이 없어요', en: 'Nothing for a person to do' },
  taskOf: { ko: '{{what}} {{item}}', en: '{{what}} {{item}}' },
  nobody: { ko: '맡은 사람 없음', en: 'nobody sees to it' },
  ownedBy: { ko: '{{owner}}, {{deadline}}까지', en: '{{owner}}, until {{deadline}}' },
  late: { ko: '기한이 지났어요', en: 'the deadline is over' },
  assign: { ko: '맡기기', en: 'Assign' },
  assignWhat: { ko: '{{what}} 맡기기', en: 'Assign {{what}}' },
  owner: { ko: '누가 맡나요?', en: 'Who sees to it?' },
  deadline: { ko: '언제까지?', en: 'Until when?' },
  resolve: { ko: '손으로 끝냈어요', en: 'Ended by hand' },
  resolveWhat: { ko: '{{what}}: 손으로 끝냈어요', en: '{{what}}: ended by hand' },
  resolveText: {
    ko: '밖에서 어떻게 끝냈는지 적어 주세요. 할 일에서 사라지고 적은 것은 남아요.',
    en: 'Say how it was ended elsewhere. It is a task no more, and what you say is kept.',
  },
  missing: { ko: '맡을 사람과 기한을 적어 주세요', en: 'Say who, and until when' },
  reconcile: { ko: '장부 맞춰 보기', en: 'Compare the books' },
  reconcileText: {
    ko: '하루치를 결제 회사의 장부와 맞춰 봐요. 다른 것은 할 일이 돼요. 밤마다 저절로도 해요.',
    en: 'Holds a day against the provider’s books; what differs becomes a task. It is done every night anyway.',
  },
  system: { ko: '시스템', en: 'System' },
  day: { ko: '날짜 (서울)', en: 'Day, in Seoul' },
  compared: {
    ko: '{{provider}}: 결제 {{count}}건을 맞춰 봤어요.',
    en: ['{{provider}}: {{count}} charge compared.', '{{provider}}: {{count}} charges compared.'],
  },
  goesOn: {
    ko: '그날 결제가 많아서 아직 맞춰 보고 있어요. 다른 것은 할 일에 올라와요.',
    en: 'That day is long, and still being compared. What differs will be among the tasks.',
  },
  agree: { ko: '다른 것이 없어요.', en: 'Nothing differs.' },
  differ: { ko: '다른 것 {{count}}건', en: ['{{count}} difference', '{{count}} differences'] },
  ours: { ko: '{{key}}: 우리 장부 {{ours}}, 결제 회사 {{theirs}}', en: '{{key}}: ours {{ours}}, theirs {{theirs}}' },
  noProvider: {
    ko: '이 시스템의 돈은 연습용 결제 회사가 받아요. 맞춰 볼 장부가 따로 없고, 감사가 맞춰 봐요.',
    en: 'Nobody real takes money for this system here: the sandbox is compared by the audit.',
  },
  done: { ko: '했어요.', en: 'Done.' },
})
