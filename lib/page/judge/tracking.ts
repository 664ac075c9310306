/**
 * Query parameters that only tell where a visitor came from. Kept by hand from what the public lists agree on: Firefox's query
 * stripping list, Brave's query filter, AdGuard's URL Tracking filter, and the vendors' own documentation (Google, Meta, Microsoft,
 * HubSpot, Mailchimp, Matomo, Adobe, Yandex). A name belongs here only when it never selects what a page shows.
 */
const NAMES = new Set(
  (
    'fbclid gclid gclsrc gbraid wbraid dclid msclkid yclid ysclid twclid ttclid li_fat_id epik igshid igsh mibextid ' +
    'mc_cid mc_eid mkt_tok ml_subscriber ml_subscriber_hash _hsenc _hsmi __hssc __hstc __hsfp hsctatracking __s s_cid s_kwcid ef_id ' +
    'cmpid cmp_id icid ncid ocid cvid wt_mc wt_zmc wickedid wickedsource vero_id vero_conv oly_enc_id oly_anon_id rb_clickid ' +
    '_ga _gl _ke _kx _bta_tid _bta_c _branch_match_id _branch_referrer _openstat trk_contact trk_msg trk_module trk_sid ' +
    'fb_action_ids fb_action_types fb_ref fb_source fb_comment_id action_object_map action_type_map action_ref_map ' +
    'guccounter guce_referrer guce_referrer_sig ref_src ref_url spm scm srnd smid smtyp xtor at_medium at_campaign at_custom1 ' +
    'dm_i dmcm dpg_source irclickid irgwc sscid tduid zanpid awc cjevent clickid campid customid gdfms gdftrk gdffi ' +
    'sc_src sc_lid sc_uid sc_llid sc_customer sc_eh srsltid soc_src soc_trk ito nr_email_referer mbid'
  ).split(' '),
);

const PREFIXES = /^(?:utm|itm|mtm|pk|piwik|matomo|hsa|ns|oft|stm|ga|ir)_|^cm_mmc/;

/** Values of `ref` and the like that name a place a visitor came from; any other value may be a branch, a version, a record. */
const REFERRERS =
  /^(?:[\w-]+\.)+[a-z]{2,}$|^(?:twitter|facebook|fb|pinterest|instagram|linkedin|reddit|newsletter|email|rss|feed|share|social|home(?:page)?|nav|footer|header|sidebar|push|app|tw|hp)(?:[_-]\w*)?$/i;
const REFERRER_NAMES = /^(?:ref|referrer|referer|source|from|share|via)$/i;

/** Whether a parameter tells only where the visitor came from. */
export function isTracking(name: string, value: string): boolean {
  const lower = name.toLowerCase();
  return NAMES.has(lower) || PREFIXES.test(lower) || (REFERRER_NAMES.test(name) && REFERRERS.test(value));
}

/**
 * The address without tracking parameters. The others stay as they are written, in their order; so does the fragment, unless it is
 * tracking itself (`#utm_…`, `#xtor=`) or a text fragment (`#:~:text=`).
 */
export function stripTracking(address: string): string {
  if (!address.includes('?') && !address.includes('#')) return address;
  const [beforeHash = '', ...hashParts] = address.split('#');
  const [path = '', ...queryParts] = beforeHash.split('?');
  const query = withoutTracking(queryParts.join('?'));
  const hash = cleanHash(hashParts.join('#'));
  return path + (query && `?${query}`) + (hash && `#${hash}`);
}

function withoutTracking(query: string): string {
  if (!query) return '';
  return query
    .split('&')
    .filter((pair) => {
      const [name = '', value = ''] = pair.split('=');
      return !isTracking(decode(name), decode(value));
    })
    .join('&');
}

function cleanHash(hash: string): string {
  const [own = ''] = hash.split(':~:');
  if (!own.includes('=')) return own;
  const [route = '', query] = own.includes('?')
    ? [own.slice(0, own.indexOf('?')), own.slice(own.indexOf('?') + 1)]
    : ['', own];
  const kept = withoutTracking(query ?? '');
  return route + (route && kept ? `?${kept}` : kept);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
