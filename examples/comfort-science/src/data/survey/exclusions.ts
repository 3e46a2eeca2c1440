/** Why a column may never be a feature, by what its name says; the first rule that matches counts. */
interface Exclusion {
  readonly names: RegExp;
  readonly reason: string;
}

const EXCLUSIONS: readonly Exclusion[] = [
  {
    names: /^(index|unnamed: ?\d+|column \d+|id|record|.*_id|subject|respondent|questionario|formulario)$/,
    reason: "identifies a row or a person, so a model would learn who answered, not why",
  },
  {
    names: /^p\d+$/,
    reason: "an answer of the same questionnaire, given together with the target",
  },
  {
    names: /sensation|preference|acceptab|comfort|satisf|conforto|sensacao|preferencia|^(tsv|tpv|tcv|vote|voto)$/,
    reason: "a vote of the same person at the same moment, given together with the target",
  },
  {
    names: /^(pmv|ppd)(_.*)?$|^set$/,
    reason: "an index that the file's authors computed from columns that are here; PMV is computed again",
  },
  {
    names: /^(year|ano|month|mes|mês|month_year)$/,
    reason: "tells campaigns apart; season and weather carry what it means",
  },
  {
    names: /^(origin|origem)$/,
    reason: "says where the row comes from",
  },
];

/**
 * Why a column of this name may never be a feature, or undefined where it may.
 *
 * The rules hold for every world: a leak is one whatever the file is called.
 */
export function exclusionReason(name: string): string | undefined {
  return EXCLUSIONS.find(({ names }) => names.test(name.toLowerCase()))?.reason;
}
